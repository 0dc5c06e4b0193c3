/** SASL SCRAM-SHA-256: whoever knows the password comes in, and nobody learns from it who has an account. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectIrc, newGuest, newUser, password, type IrcPerson } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'
import { challengeFor, prove, said } from './scram-client.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc(['irc.scram.enabled=true'])
})

afterAll(() => server.stop())

async function known(name: string): Promise<void> {
  const person = await newUser(server.port, name)
  person.say('QUIT')
  await person.ended
}

async function saltOf(name: string): Promise<string> {
  return (await challengeFor(await connectIrc(server.port), name)).salt
}

test('whoever knows the password is signed in', async () => {
  await known('ann')
  const ann = await connectIrc(server.port)
  const final = await prove(ann, await challengeFor(ann, 'ann'), password)
  expect(final).toEqual([expect.stringMatching(/^AUTHENTICATE \S+$/)])
  expect(await ann.ask('AUTHENTICATE +')).toEqual([
    expect.stringMatching(/ 900 \* \S+ ann :You are now logged in as ann$/),
    ':irc.test 903 * :SASL authentication successful',
  ])
})

test('the case in which a name is written makes no difference, whether it has an account or not', async () => {
  await known('bob')
  expect(await saltOf('BOB')).toBe(await saltOf('bob'))
  expect(await saltOf('NOBODY')).toBe(await saltOf('nobody'))
  expect(await saltOf('nobody')).not.toBe(await saltOf('someone'))
})

const refused = ':irc.test 904 * :SASL authentication failed: wrong name or password'

/** The lines of failed sign-ins that the log has got since this was last asked. */
let looked = 0
function failures(): readonly unknown[] {
  const lines = server.inner.log.slice(looked)
  looked += lines.length
  return lines.filter(({ message }) => message === 'sign-in failed').map(({ fields }) => fields)
}

test('a wrong password and an unknown name are refused alike, and stand in the log', async () => {
  await known('carl')
  failures()
  for (const userName of ['carl', 'nobody']) {
    const person = await connectIrc(server.port)
    const lines = await prove(person, await challengeFor(person, userName), 'a wrong password')
    expect(lines).toEqual([refused])
    expect(failures()).toEqual([{ userName, address: '127.0.0.1', reason: 'wrong-password' }])
  }
})

test('nobody signs in as somebody else, nor with what is no SCRAM; the log says why', async () => {
  await known('dora')
  await known('emil')
  failures()
  const dora = await connectIrc(server.port)
  await dora.ask('CAP REQ sasl', 'AUTHENTICATE SCRAM-SHA-256')
  expect(await dora.ask(said('n,a=emil,n=dora,r=abc'))).toEqual([refused])
  expect(failures()).toEqual([{ userName: 'dora', address: '127.0.0.1', reason: 'for-somebody-else' }])
  await dora.ask('AUTHENTICATE SCRAM-SHA-256')
  expect(await dora.ask(said('hello'))).toEqual([refused])
  expect(failures()).toEqual([{ address: '127.0.0.1', reason: 'invalid-encoding' }])
  const challenge = await challengeFor(dora, 'dora', 'DORA')
  expect(await prove(dora, challenge, password)).toEqual([expect.stringMatching(/^AUTHENTICATE /)])
})

const loggedIn = (nick: string, name: string) => [
  expect.stringMatching(new RegExp(` 900 ${nick === '*' ? '\\*' : nick} \\S+ ${name} :`)),
  expect.stringContaining(` 903 ${nick} :`),
]

async function proof(person: IrcPerson, name: string): Promise<void> {
  const lines = await prove(person, await challengeFor(person, name), password)
  expect(lines[0]).toMatch(/^AUTHENTICATE \S+$/)
}

test('who has proved their password is signed in and told so, whatever they say next', async () => {
  await known('fay')
  const aborting = await connectIrc(server.port)
  await proof(aborting, 'fay')
  expect(await aborting.ask('AUTHENTICATE *')).toEqual(loggedIn('*', 'fay'))
  aborting.wire.destroy()
  await aborting.ended
  const hasty = await connectIrc(server.port)
  await hasty.ask('CAP REQ sasl', 'NICK fay', 'USER fay 0 * :Fay')
  await proof(hasty, 'fay')
  const lines = await hasty.ask('CAP END')
  expect(lines.slice(0, 2)).toEqual(loggedIn('fay', 'fay'))
  expect(lines[2]).toMatch(/ 001 fay :/)
  expect(lines.filter((line) => / 90[4-7] /.test(line))).toEqual([])
})

test('a guest who has proved their password is the user from the next thing they do', async () => {
  await known('gus')
  const reader = await newGuest(server.port, 'reader')
  await reader.ask('JOIN #g')
  const guest = await newGuest(server.port, 'guest')
  await guest.ask('JOIN #g')
  await proof(guest, 'gus')
  await reader.fence()
  expect((await guest.ask('PRIVMSG #g :hello')).slice(0, 2)).toEqual(loggedIn('guest', 'gus'))
  expect(await reader.fence()).toEqual([expect.stringMatching(/^:guest!\S+ PRIVMSG #g hello$/)])
  expect((await reader.ask('WHOIS guest')).join('\n')).toContain(' 330 reader guest gus ')
  // As the user they are heard by name, too.
  await reader.ask('PRIVMSG gus :you?')
  expect(await guest.fence()).toEqual([expect.stringMatching(/ PRIVMSG \S+ you\?$/)])
})

test('a guest who goes with a proved password leaves nobody behind', async () => {
  await known('hal')
  const reader = await newGuest(server.port, 'viewer')
  await reader.ask('JOIN #h')
  const guest = await newGuest(server.port, 'visitor')
  await guest.ask('JOIN #h')
  await proof(guest, 'hal')
  guest.say('QUIT')
  await guest.ended
  await reader.waitFor(/^:visitor!\S+ QUIT /)
  expect((await reader.ask('ISON hal visitor')).at(-1)).toMatch(/ 303 viewer :$/)
  await newGuest(server.port, 'visitor')
})
