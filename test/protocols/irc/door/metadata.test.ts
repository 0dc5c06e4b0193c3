/** METADATA: who may change what is refused by name, and whoever comes into a channel is shown what they subscribed to. */
import { afterAll, beforeAll, expect, test } from 'vitest'
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
