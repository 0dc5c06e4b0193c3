/** SASL SCRAM-SHA-256: whoever knows the password comes in, and nobody learns from it who has an account. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectIrc, newUser, password } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'
import { challengeFor, prove } from './scram-client.ts'

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
