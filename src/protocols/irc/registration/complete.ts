/** From what a connection has said of itself to somebody who is welcomed: an account, a guest, or a visitor who is told how to sign in. */
import { enterAsGuest } from '../../../core/users/enter-as-guest.ts'
import { introduce } from '../../../core/users/introduce.ts'
import { signIn } from '../../../core/users/sign-in.ts'
import type { SignedIn } from '../../../core/users/signed-in.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { enter } from './enter.ts'
import { finishSasl } from './proved.ts'
import { sendWelcome } from './welcome.ts'

/** Called after everything that may have been the last piece. */
export async function completeRegistration(door: IrcDoor, client: IrcClient): Promise<void> {
  const { registration } = client
  if (client.registered || registration.completing || !registration.isComplete || client.connection.ended)
    return
  registration.completing = true
  try {
    await complete(door, client)
  } finally {
    registration.completing = false
  }
}

async function complete(door: IrcDoor, client: IrcClient): Promise<void> {
  const { registration } = client
  if (!(await finishSasl(door, client)) && registration.sasl !== null) {
    registration.sasl = null
    client.numeric('ERR_SASLABORTED', 'SASL authentication aborted')
  }
  if (!(await passwordFits(door, client))) return
  const proved =
    registration.proved === null
      ? await asGuest(door, client)
      : await asUser(door, client, registration.proved)
  if (proved === 'refused') return
  client.registered = true
  if (proved === 'visitor') return welcomeVisitor(door, client)
  await enter(door, client, proved)
}

/** PASS is the server's password, or `name:password` of an account, which then signs in. */
async function passwordFits(door: IrcDoor, client: IrcClient): Promise<boolean> {
  const { password: wanted } = door.settings()
  const given = client.registration.password
  if (wanted !== null && given === wanted) return true
  if (given !== null && client.registration.proved === null) await signInByPass(door, client, given)
  if (wanted === null || client.registration.proved !== null) return true
  client.numeric('ERR_PASSWDMISMATCH', 'Password incorrect')
  client.end('Bad password')
  return false
}

async function signInByPass(door: IrcDoor, client: IrcClient, given: string): Promise<void> {
  const colon = given.indexOf(':')
  const name = colon === -1 ? client.registration.nick : given.slice(0, colon)
  if (name === null) return
  const outcome = await door.try(client, signIn, { name, password: given.slice(colon + 1) })
  if (outcome.ok) client.registration.proved = outcome.result
}

async function asUser(door: IrcDoor, client: IrcClient, proved: SignedIn): Promise<SignedIn | 'refused'> {
  const { nick, username, realName } = client.registration
  const said = { nick: nick ?? '', username: username ?? '', realName: realName ?? '' }
  // The client acts for its user once it is in: until then it can go without anybody having left.
  const outcome = await door.ports.core.run(proved.actor, introduce, said)
  if (outcome.ok) return outcome.result
  client.registration.nick = null
  door.refuse(client, outcome.fault, { nick: nick ?? '*' })
  return 'refused'
}

async function asGuest(door: IrcDoor, client: IrcClient): Promise<SignedIn | 'visitor' | 'refused'> {
  const { nick, username, realName } = client.registration
  if (!door.settings().guests || nick === null) return 'visitor'
  const outcome = await door.try(client, enterAsGuest, {
    nick,
    username: `~${username ?? ''}`,
    realName: realName === nick ? null : realName,
  })
  if (outcome.ok) return outcome.result
  if (outcome.fault.code === 'name-taken' || outcome.fault.code === 'bad-name')
    client.registration.nick = null
  door.refuse(client, outcome.fault, { nick })
  if (client.registration.nick !== null) client.end('You cannot come in now')
  return 'refused'
}

async function welcomeVisitor(door: IrcDoor, client: IrcClient): Promise<void> {
  await sendWelcome(door, client)
  const services = `NickServ!services@${client.serverName}`
  for (const text of [
    'This server is for people with an account, and you have not signed in.',
    'If you have one: /msg NickServ IDENTIFY NAME PASSWORD (or set up SASL in your client).',
    door.settings().registration === 'closed'
      ? 'Nobody can register here at present: ask the operator.'
      : 'If you have none: /msg NickServ REGISTER PASSWORD makes one of your nick.',
  ])
    client.answer({ source: services, command: 'NOTICE', params: [client.nick, text] })
}
