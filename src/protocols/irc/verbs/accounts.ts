/** AUTHENTICATE (IRCv3 sasl 3.2) and REGISTER (draft/account-registration): the ways to an account. */
import type { Outcome } from '../../../core/command.ts'
import type { ErrorCode } from '../../../core/errors.ts'
import { registerGuest, registerUser } from '../../../core/users/register-user.ts'
import { beginScram, finishScram, finishScramSwitch } from '../../../core/users/scram.ts'
import { signIn, signInByCertificate, switchUser } from '../../../core/users/sign-in.ts'
import type { SignedIn } from '../../../core/users/signed-in.ts'
import { foldName } from '../../../lib/fold.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { sentence } from '../errors.ts'
import { finishSasl, proved } from '../registration/proved.ts'
import { mechanismsFor, parsePlain, SaslExchange } from '../registration/sasl.ts'
import type { NumericName } from '../numerics.ts'
import { Replies } from '../replies.ts'
import { saslChunks } from '../sasl-chunks.ts'
import type { Call, VerbTable } from '../verb.ts'

export const accountVerbs: VerbTable = {
  AUTHENTICATE: { for: 'connection', needs: 1, run: authenticate },
  REGISTER: { for: 'connection', needs: 3, run: register },
  VERIFY: {
    for: 'connection',
    needs: 2,
    run({ client, params }) {
      client.reply(
        'FAIL',
        'VERIFY',
        'INVALID_CODE',
        params[0] ?? '*',
        'There is nothing to verify on this server',
      )
    },
  },
}

async function authenticate(call: Call): Promise<void> {
  const { door, client, params } = call
  const [word = ''] = params
  if (await finishSasl(door, client)) return
  const exchange = client.registration.sasl
  if (exchange === null) return begin(door, client, word)
  const taken = exchange.take(word)
  if (taken.kind === 'more') return
  if (taken.kind === 'whole') return answer(door, client, { exchange, bytes: taken.bytes })
  if (taken.kind === 'aborted') fail(client, 'ERR_SASLABORTED', 'SASL authentication aborted')
  else if (taken.kind === 'too-long' && word.length > 400)
    fail(client, 'ERR_SASLTOOLONG', 'SASL message too long')
  else if (taken.kind === 'too-long')
    fail(client, 'ERR_SASLFAIL', 'SASL authentication failed: that is too long')
  else fail(client, 'ERR_SASLFAIL', 'SASL authentication failed: that is not base64')
}

function begin(door: IrcDoor, client: IrcClient, word: string): void {
  const offered = mechanismsFor(client, door.settings().scram)
  const mechanism = offered.find((name) => name === word.toUpperCase())
  if (mechanism === undefined) {
    client.numeric('RPL_SASLMECHS', offered.join(','), 'are available SASL mechanisms')
    return client.numeric('ERR_SASLFAIL', 'SASL authentication failed')
  }
  client.registration.sasl = new SaslExchange(mechanism)
  client.answer({ command: 'AUTHENTICATE', params: ['+'] })
}

interface Answer {
  readonly exchange: SaslExchange
  readonly bytes: Buffer
}

async function answer(door: IrcDoor, client: IrcClient, given: Answer): Promise<void> {
  const { replies } = client
  // What the sign-in changes is told after it has been answered.
  const after = new Replies(client, '')
  client.replies = after
  const outcome = await proof(door, client, given)
  client.replies = replies
  if (outcome === 'goes-on') return client.answer(...after.take())
  client.registration.sasl = null
  if (outcome === null) return client.numeric('ERR_SASLFAIL', 'SASL authentication failed')
  if (!outcome.ok)
    return client.numeric(
      'ERR_SASLFAIL',
      `SASL authentication failed: ${sentence(outcome.fault, door.ports.clock.now())}`,
    )
  await proved(door, client, { signedIn: outcome.result, after: after.take() })
}

type Proof = Outcome<SignedIn> | 'goes-on' | null

async function proof(door: IrcDoor, client: IrcClient, { exchange, bytes }: Answer): Promise<Proof> {
  switch (exchange.mechanism) {
    case 'PLAIN': {
      const plain = parsePlain(bytes)
      if (plain === null) return null
      const { authorization, name, password } = plain
      if (authorization !== '' && foldName(authorization) !== foldName(name)) return null
      return client.registered && client.user !== null
        ? door.try(client, switchUser, { name, password })
        : door.try(client, signIn, { name, password })
    }
    case 'EXTERNAL':
      return door.try(client, signInByCertificate, { name: bytes.toString('utf8') })
    case 'SCRAM-SHA-256':
      return scramProof(door, client, { exchange, bytes })
  }
}

async function scramProof(door: IrcDoor, client: IrcClient, { exchange, bytes }: Answer): Promise<Proof> {
  exchange.step += 1
  const message = bytes.toString('utf8')
  if (exchange.step === 1) {
    const challenge = await door.try(client, beginScram, { message })
    if (!challenge.ok) return challenge
    say(client, challenge.result.challenge)
    return 'goes-on'
  }
  const outcome =
    client.user === null
      ? await door.try(client, finishScram, { message })
      : await door.try(client, finishScramSwitch, { message })
  if (!outcome.ok) return outcome
  say(client, outcome.result.final)
  exchange.signedIn = outcome.result.signedIn
  return 'goes-on'
}

function say(client: IrcClient, text: string): void {
  for (const chunk of saslChunks(text)) client.answer({ command: 'AUTHENTICATE', params: [chunk] })
}

function fail(client: IrcClient, numeric: NumericName, text: string): void {
  client.registration.sasl = null
  client.numeric(numeric, text)
}

async function register(call: Call): Promise<void> {
  const { door, client, params } = call
  const [account = '*', email = '*', password = ''] = params
  const { nick } = client
  const name = account === '*' ? nick : account
  const problem = registrationProblem(door, client, name)
  if (problem !== null) return client.reply('FAIL', 'REGISTER', ...problem)
  const input = { name, password, email: email === '*' ? null : email }
  const outcome =
    client.user === null
      ? await door.try(client, registerUser, input)
      : await door.try(client, registerGuest, input)
  if (!outcome.ok)
    return client.reply(
      'FAIL',
      'REGISTER',
      registerCodes[outcome.fault.code] ?? 'TEMPORARILY_UNAVAILABLE',
      name,
      sentence(outcome.fault, door.ports.clock.now()),
    )
  client.reply('REGISTER', 'SUCCESS', name, 'You are registered')
  await proved(door, client, { signedIn: outcome.result, after: [] })
}

function registrationProblem(door: IrcDoor, client: IrcClient, name: string): readonly string[] | null {
  const { registerBeforeConnect } = door.settings()
  if (!client.registered && !registerBeforeConnect)
    return ['COMPLETE_CONNECTION_REQUIRED', name, 'Finish connecting first']
  if (name === '*') return ['NEED_NICK', '*', 'Choose a nickname first']
  if (foldName(name) !== foldName(client.nick))
    return [
      'ACCOUNT_NAME_MUST_BE_NICK',
      name,
      'The account is called what you are called: change your nickname first',
    ]
  const own = client.actor.kind === 'user' ? client.actor.account : null
  return own === null ? null : ['ALREADY_AUTHENTICATED', name, 'You have an account and are signed in to it']
}

const registerCodes: { readonly [C in ErrorCode]?: string } = {
  'bad-input': 'UNACCEPTABLE_PASSWORD',
  'bad-name': 'BAD_ACCOUNT_NAME',
  'email-required': 'INVALID_EMAIL',
  'invite-code-required': 'UNACCEPTABLE_ACCOUNT_NAME',
  'name-taken': 'ACCOUNT_EXISTS',
  'already-signed-in': 'ALREADY_AUTHENTICATED',
}
