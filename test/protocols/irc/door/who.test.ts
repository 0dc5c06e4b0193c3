/** WHO tells of people what all their clients at this door show together. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ManualClock } from '../../../support/manual-clock.ts'
import { newGuest, newUser, returning } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

const clock = new ManualClock()
let server: IrcServer

beforeAll(async () => {
  server = await startIrc(['irc.operators=[{"name": "root", "password": "toor-toor"}]'], { clock })
})

afterAll(() => server.stop())

test('how long it is since the newest words, and whether one of them has become an operator', async () => {
  const first = await newUser(server.port, 'ann')
  const second = await returning(server.port, 'ann')
  const bob = await newGuest(server.port, 'bob')
  await bob.ask('JOIN #x')
  await first.ask('JOIN #x', 'PRIVMSG #x :long ago')
  clock.advance(7000)
  await second.ask('PRIVMSG #x :just now', 'OPER root toor-toor')
  clock.advance(3000)
  await bob.fence()
  expect(await bob.ask('WHO #x %nfl')).toEqual([
    ':irc.test 354 bob bob H@ 10',
    ':irc.test 354 bob ann H* 3',
    ':irc.test 315 bob #x :End of WHO list',
  ])
  expect(await bob.ask('WHO #x o')).toEqual([
    ':irc.test 352 bob #x ann ann.user irc.test ann H* :0 ann',
    ':irc.test 315 bob #x :End of WHO list',
  ])
})
