/** SASL SCRAM-SHA-256: whoever knows the password comes in, and nobody learns from it who has an account. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectIrc, newUser, password } from './irc-client.ts'
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
