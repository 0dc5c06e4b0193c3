/** METADATA: who may change what is refused by name, and whoever comes into a channel is shown what they subscribed to. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ManualClock } from '../../../support/manual-clock.ts'
import { newGuest, newUser } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc()
})

afterAll(() => server.stop())

const capabilities = 'batch draft/metadata-3'

test('what is somebody else’s is not changed, and every refusal has its code', async () => {
  const ann = await newUser(server.port, 'ann', capabilities)
  await newUser(server.port, 'bob')
  await ann.ask('JOIN #tea')
  const eve = await newGuest(server.port, 'eve', capabilities)
  const problem = 'only your own entries, or those of a channel you moderate, can be changed'
  const long = 'v'.repeat(301)
  expect(await ann.ask('METADATA bob SET url :x', 'METADATA bob CLEAR')).toEqual([
    `:irc.test FAIL METADATA KEY_NO_PERMISSION bob url :${problem}`,
    `:irc.test FAIL METADATA KEY_NO_PERMISSION bob * :${problem}`,
  ])
  expect(await eve.ask('METADATA #tea SET url :x')).toEqual([
    expect.stringMatching(/^:irc\.test FAIL METADATA KEY_NO_PERMISSION #tea url :.*#tea/),
  ])
  expect(
    await ann.ask(
      'METADATA * SET url!value :x',
      `METADATA * SET url :${long}`,
      'METADATA nobody SET url :x',
      'METADATA * SET url',
    ),
  ).toEqual([
    expect.stringMatching(/^:irc\.test FAIL METADATA KEY_INVALID url!value :/),
    expect.stringMatching(/^:irc\.test FAIL METADATA INVALID_VALUE url :/),
    ':irc.test FAIL METADATA INVALID_TARGET nobody :There is no such target',
    ':irc.test FAIL METADATA KEY_NOT_SET * url :That key is not set',
  ])
})

test('whoever joins is shown what they subscribed to, of the channel and of everybody here, within one budget', async () => {
  const slow = await startIrc(['limits.commandBurst=10', 'limits.commandsPerSecond=1'], {
    clock: new ManualClock(),
  })
  const people = []
  for (let number = 0; number < 12; number++) {
    const person = await newGuest(slow.port, `p${number}`, capabilities)
    await person.ask('METADATA * SET url :mine', 'JOIN #tea')
    people.push(person)
  }
  await people[0]?.ask('METADATA #tea SET url :ours')
  people[1]?.say('QUIT')
  await people[1]?.ended
  const last = await newGuest(slow.port, 'last', capabilities)
  const lines = await last.ask('METADATA * SUB url', 'JOIN #tea')
  const values = lines.flatMap((line) => / 761 last (.*)$/.exec(line)?.[1] ?? [])
  const here = people.map((_, number) => `p${number}`).filter((name) => name !== 'p1')
  expect(values).toEqual(['#tea url * ours', ...here.toSorted().map((name) => `${name} url * mine`)])
  await slow.stop()
})
