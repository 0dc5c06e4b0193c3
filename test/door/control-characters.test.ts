/** No control character of one person reaches another's terminal, by whatever way it is tried. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectConsole, type ConsoleClient } from '../../src/cli/console-client.ts'
import { connectLines, register, type LineClient } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

/** Colours, a cleared screen, a window title, C1 controls, a bell, a reversal of what is read, a carriage return. */
const evil =
  'evil\u001b[31m\u001b[2J\u001b]0;title\u0007\u009b2J\u0090q\u009c\u0085\u202e\u2066\u0008\u007f\rend'

let server: ServerInProcess
let mallory: LineClient
let victim: LineClient
let operator: ConsoleClient
const consoleShown: string[] = []

beforeAll(async () => {
  server = await startInProcess()
  victim = await register(server.port, 'victim')
  mallory = await register(server.port, 'mallory')
  operator = await connectConsole({
    path: join(server.data, 'console.sock'),
    systemUser: 'tester',
    onEvent: (text) => consoleShown.push(text),
  })
  operator.watch()
  await run('/grant mallory admin')
})

afterAll(async () => {
  for (const client of [mallory, victim]) client.destroy()
  operator.close()
  await server.stop()
  expect(unexpected(server.log)).toEqual([])
})

const deeds: readonly (readonly [string, readonly string[], string])[] = [
  ['a message', [evil], '[#general] mallory: evil'],
  ['an action', [`/me ${evil}`], '* mallory evil'],
  ['an edit', [`/edit ${evil}`], '(edited)'],
  ['a private message', [`/pm victim ${evil}`], '[pm] mallory: evil'],
  ['a topic', [`/topic ${evil}`], 'topic of #general: evil'],
  ['an announcement', [`/announce ${evil}`], 'announcement by mallory: evil'],
  ['the reason of a mute', [`/mute victim 1 ${evil}`, '/unmute victim'], 'you were muted by mallory'],
]

test.each(deeds)('%s is shown without its control characters', async (_, lines, shown) => {
  mallory.say(...lines)
  await victim.waitFor(shown)
  await victim.fence('seen')
  await mallory.fence('done')
  expectClean()
})

test.each([
  ['the away text', `/away ${evil}`, '/whois mallory', 'mallory is away: evil'],
  ['the away text after a private message', `/away ${evil}`, '/pm mallory hello', 'mallory is away: evil'],
  ['the away text in a list', `/away ${evil}`, '/users #general', /mallory .*evil/],
  ['the display name', `/name ${evil.slice(0, 40)}`, '/whois mallory', 'mallory (evil'],
  ['a quoted message', '/pm victim back', `/reply ${evil}`, '[pm -> mallory] (re mallory: back) evil'],
  ['the history', evil, '/history', '* end'],
  ['a search result', evil, '/search evil', '* found'],
  ['the search itself', '/online', `/search ${evil}`, '* found'],
  ['the list of channels', `/topic ${evil}`, '/channels', '#general'],
])('%s is shown without its control characters', async (_, deed, look, shown) => {
  mallory.say(deed)
  await mallory.fence('deed')
  await victim.ask(look, shown)
  await victim.fence('look')
  expectClean()
})

test('names cannot hold them', async () => {
  const visitor = await connectLines(server.port)
  await visitor.ask(`/register ev\u001b[31mil "a good password"`, /^! .*cannot be a name/)
  await visitor.ask(`/register ev\u202eil "a good password"`, /^! .*cannot be a name/)
  expect(dirty(visitor.lines)).toEqual([])
  visitor.destroy()
  await mallory.ask('/create #ev\u001b[31mil', /^! /)
  await mallory.ask('/create #ev\u202eil', /^! /)
  await mallory.ask('/join #ev\u001b[31mil', /^! /)
  await mallory.ask('/whois ev\u001b[31mil', /^! /)
  await mallory.ask('/ev\u001b[31mil', /^! no such command/)
  await mallory.ask('/help ev\u001b[31mil', /^! no such command/)
  expectClean()
})

test('reasons of a removal, a kick and a ban are shown without them, and the operators see none', async () => {
  const guest = await register(server.port, 'guest1')
  await run(`/kick guest1 1 ${evil}`)
  await guest.ended
  expect(dirty(guest.lines)).toEqual([])
  const other = await register(server.port, 'other')
  mallory.say(`/remove other 5 ${evil}`)
  await other.waitFor('other was removed from #general')
  mallory.say(`/ban other ${evil}`)
  await other.waitFor('you were banned by mallory')
  await other.ended
  const back = await connectLines(server.port)
  await back.ask('/login other "correct horse battery"', '! you are banned')
  expect(dirty([...other.lines, ...back.lines])).toEqual([])
  back.destroy()
  for (const command of ['/bans', '/audit 50', '/users', '/who', '/channels', '/status']) await run(command)
  expectClean()
})

async function run(line: string): Promise<void> {
  const { text } = await operator.run({ line, json: false, ask: () => Promise.resolve(null) })
  consoleShown.push(...text.split('\n'))
}

function expectClean(): void {
  expect(dirty([...victim.lines, ...mallory.lines, ...consoleShown])).toEqual([])
}

/** The lines that would do something to a terminal. */
function dirty(lines: readonly string[]): readonly string[] {
  return lines.filter((line) =>
    /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u.test(line.replaceAll('\n', '')),
  )
}
