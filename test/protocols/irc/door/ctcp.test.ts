/** CTCP goes to those who are here, where the channel takes it, and never by way of what is stored. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register } from '../../../door/line-client.ts'
import { newGuest, type IrcPerson } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer

beforeAll(async () => {
  server = await startIrc()
})

afterAll(() => server.stop())

const ctcp = '\u0001VERSION\u0001'

const mark = '\u0001'

const textsIn = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.includes(' PRIVMSG ')).map((line) => line.replace(/^\S+ \S+ \S+ :?/, ''))

function withoutAction(text: string): string {
  const [before, after] = [`${mark}ACTION `, mark]
  return text.startsWith(before) ? text.slice(before.length, -after.length) : text
}

let round = 0

async function twoIn(channel: string): Promise<{ ann: IrcPerson; bob: IrcPerson }> {
  round += 1
  const ann = await newGuest(server.port, `ann${round}`, 'batch draft/multiline message-tags')
  const bob = await newGuest(server.port, `bob${round}`)
  await ann.ask(`JOIN ${channel}`)
  await bob.ask(`JOIN ${channel}`)
  await ann.fence()
  return { ann, bob }
}

test('where a channel takes it, CTCP arrives as it was sent', async () => {
  const { ann, bob } = await twoIn('#open')
  await ann.ask(`PRIVMSG #open :${ctcp}`, 'PRIVMSG #open :\u0001ACTION waves\u0001')
  expect(textsIn(await bob.fence())).toEqual([ctcp, '\u0001ACTION waves\u0001'])
})

test.each([
  ['behind a character that is taken out', (to: string) => [`PRIVMSG ${to} :\u0005${ctcp}`]],
  ['inside an action', (to: string) => [`PRIVMSG ${to} :\u0001ACTION ${ctcp}\u0001`]],
  [
    'as a later line of several',
    (to: string) => [
      `BATCH +1 draft/multiline ${to}`,
      `@batch=1 PRIVMSG ${to} :hello`,
      `@batch=1 PRIVMSG ${to} :${ctcp}`,
      'BATCH -1',
    ],
  ],
])('where it does not, CTCP does not come through %s', async (_, linesTo) => {
  const channel = `#closed${round}`
  const { ann, bob } = await twoIn(channel)
  await ann.ask(`MODE ${channel} +C`)
  await bob.fence()
  await ann.ask(...linesTo(channel))
  const seen = textsIn(await bob.fence()).map(withoutAction)
  expect(seen.at(-1)).toBe('VERSION')
  expect(seen.filter((text) => text.includes(mark))).toEqual([])
})

test('people at other doors send none', async () => {
  const { bob } = await twoIn('#mixed')
  const carl = await register(server.plainPort, 'carl')
  carl.say('/join #mixed', ctcp)
  await carl.fence('said')
  expect(textsIn(await bob.fence())).toEqual(['VERSION'])
  carl.destroy()
})
