/** NickServ for clients that know nothing better: the few words by which people have always signed in to IRC. */
import { addCertificate, listCertificates, removeCertificate } from '../../../core/users/certificates.ts'
import { registerGuest, registerUser } from '../../../core/users/register-user.ts'
import { changeUserSetting } from '../../../core/users/change-settings.ts'
import { changePassword } from '../../../core/users/change-password.ts'
import type { SignedIn } from '../../../core/users/signed-in.ts'
import { signIn, switchUser } from '../../../core/users/sign-in.ts'
import { splitWords } from '../../../lib/words.ts'
import { sentence } from '../errors.ts'
import type { Fault } from '../../../core/errors.ts'
import { become } from '../registration/become.ts'
import type { Call, VerbTable } from '../verb.ts'

const service: VerbTable[string] = {
  for: 'visitor',
  run: (call) => talkToNickServ(call, call.params.join(' ')),
}

export const serviceVerbs: VerbTable = { NICKSERV: service, NS: service }

/** Whether a message goes to the service. */
export function isService(target: string): boolean {
  return /^nickserv(@|$)/i.test(target)
}

type Told = (call: Call, rest: string) => Promise<void> | void

const commands: Readonly<Record<string, Told>> = {
  IDENTIFY: identify,
  ID: identify,
  LOGIN: identify,
  REGISTER: register,
  PASSWD: passwd,
  CERT: certificate,
  SET: set,
  HELP: help,
}

export async function talkToNickServ(call: Call, text: string): Promise<void> {
  const { words, rest } = splitWords(text, 1)
  const name = words[0]?.toUpperCase() ?? 'HELP'
  const run = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (run === undefined) return tell(call, `There is no command ${name}: HELP lists them`)
  await run(call, rest)
}

function tell({ client }: Call, text: string): void {
  client.answer({
    source: `NickServ!services@${client.serverName}`,
    command: 'NOTICE',
    params: [client.nick, text],
  })
}

function tellFault(call: Call, fault: Fault): void {
  tell(call, sentence(fault, call.door.ports.clock.now()))
}

/** From now on the client acts for the user, and is told so as SASL would tell it. */
async function welcome({ door, client }: Call, signedIn: SignedIn): Promise<void> {
  await become(door, client, signedIn)
  const { account, userhost } = signedIn.actor
  const name = account ?? '*'
  client.numeric('RPL_LOGGEDIN', `${client.nick}!${userhost}`, name, `You are now logged in as ${name}`)
}

async function identify(call: Call, rest: string): Promise<void> {
  const { door, client } = call
  const { words, rest: more } = splitWords(rest, 1)
  const [first] = words
  if (first === undefined) return tell(call, 'Write IDENTIFY NAME PASSWORD')
  const input = more === '' ? { name: client.nick, password: first } : { name: first, password: more }
  const outcome =
    client.user === null ? await door.try(client, signIn, input) : await door.try(client, switchUser, input)
  if (!outcome.ok) return tellFault(call, outcome.fault)
  await welcome(call, outcome.result)
  tell(call, `You are signed in as ${outcome.result.actor.account ?? client.nick}`)
}

async function register(call: Call, rest: string): Promise<void> {
  const { door, client } = call
  const { words, rest: more } = splitWords(rest, 1)
  const [password] = words
  if (password === undefined)
    return tell(
      call,
      'Write REGISTER PASSWORD, with your mail address after it where the server asks for one',
    )
  const [second] = splitWords(more, 1).words
  const email = second?.includes('@') === true ? second : null
  const input = { name: client.nick, password, email, invite: email === null ? (second ?? null) : null }
  const outcome =
    client.user === null
      ? await door.try(client, registerUser, input)
      : await door.try(client, registerGuest, input)
  if (!outcome.ok) return tellFault(call, outcome.fault)
  await welcome(call, outcome.result)
  tell(call, `${client.nick} is registered and yours from now on`)
}

async function passwd(call: Call, rest: string): Promise<void> {
  const { words } = splitWords(rest, 2)
  const [current, password] = words
  if (current === undefined || password === undefined) return tell(call, 'Write PASSWD OLD NEW')
  const outcome = await call.door.try(call.client, changePassword, { current, password })
  if (!outcome.ok) return tellFault(call, outcome.fault)
  call.client.actor = outcome.result.actor
  tell(call, 'Your password is changed')
}

async function certificate(call: Call, rest: string): Promise<void> {
  const { door, client } = call
  const { words } = splitWords(rest, 2)
  const [what = 'LIST', fingerprint] = words
  if (what.toUpperCase() === 'ADD') {
    const outcome = await door.try(client, addCertificate, { fingerprint })
    return outcome.ok
      ? tell(call, `${outcome.result.fingerprint} signs you in from now on (SASL EXTERNAL)`)
      : tellFault(call, outcome.fault)
  }
  if (what.toUpperCase() === 'DEL') {
    const outcome = await door.try(client, removeCertificate, { fingerprint: fingerprint ?? '' })
    return outcome.ok
      ? tell(call, 'That certificate signs nobody in any more')
      : tellFault(call, outcome.fault)
  }
  const outcome = await door.try(client, listCertificates, {})
  if (!outcome.ok) return tellFault(call, outcome.fault)
  tell(
    call,
    outcome.result.fingerprints.length === 0
      ? 'You have no certificates: CERT ADD adds the one of this connection'
      : 'Your certificates:',
  )
  for (const print of outcome.result.fingerprints) tell(call, print)
}

/** `SET MULTICLIENT OFF`: one client at a time; `ON`: several share the name, as they do at first. */
async function set(call: Call, rest: string): Promise<void> {
  const [setting = '', value = ''] = splitWords(rest, 2).words
  const off = value.toUpperCase() === 'OFF'
  if (setting.toUpperCase() !== 'MULTICLIENT' || (!off && value.toUpperCase() !== 'ON'))
    return tell(call, 'Write SET MULTICLIENT ON, or OFF')
  const outcome = await call.door.try(call.client, changeUserSetting, { setting: 'oneClient', value: off })
  if (outcome.ok)
    tell(
      call,
      off ? 'One client of yours can be here at a time' : 'Several clients of yours can share your name',
    )
  else tellFault(call, outcome.fault)
}

function help(call: Call): void {
  for (const text of [
    'IDENTIFY [NAME] PASSWORD signs you in',
    'REGISTER PASSWORD [MAIL | CODE] makes an account of your nick',
    'PASSWD OLD NEW changes your password',
    'SET MULTICLIENT ON | OFF: whether several clients of yours can be here at once',
    'CERT ADD [FINGERPRINT], CERT DEL FINGERPRINT, CERT LIST: certificates that sign you in',
  ])
    tell(call, text)
}
