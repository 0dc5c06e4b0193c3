/** What is made of a comparison's runs: medians, ratios, targets, the table and the plot. */
import { expect, test } from 'vitest'
import { count, number, someOf } from '../../bench/arguments.ts'
import { contestantNames } from '../../bench/contestants.ts'
import { entrantsOf } from '../../bench/compare/compare.ts'
import { asMarkdown } from '../../bench/compare/markdown.ts'
import { asPlot } from '../../bench/compare/plot.ts'
import { spreadOf, summarise, type Run } from '../../bench/compare/runs.ts'
import { aligned, asComparison, faultLines } from '../../bench/compare/table.ts'
import { targetsOf } from '../../bench/compare/targets.ts'

const cpu = 'server CPU per delivery'

function run(server: Run['server'], figures: Run['figures'], more: Partial<Run> = {}): Run {
  return { case: 'b', server, door: 'irc', round: 1, figures, faults: [], ...more }
}

const runs: readonly Run[] = [
  run('parlance', { [cpu]: 0.2, deliveries: 4_000_000 }),
  run('inspircd', { [cpu]: 0.4, deliveries: 2_000_000 }),
  run('parlance', { [cpu]: 0.1, deliveries: 3_500_000 }, { round: 2 }),
  run('inspircd', { [cpu]: 0.5, deliveries: 2_500_000 }, { round: 2 }),
  run('parlance', { [cpu]: 9 }, { round: 3, faults: ['lost: 3 of 9 copies'] }),
]

test('medians stand between the rounds, also of an even number of them', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 })
  expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, least: 1, most: 4 })
})

test('a run with a fault does not count, and is told of', () => {
  const [parlance, inspircd] = summarise(runs)
  expect(parlance).toMatchObject({ server: 'parlance', rounds: 2 })
  expect(parlance?.figures[cpu]?.most).toBe(0.2)
  expect(inspircd?.figures[cpu]?.median).toBeCloseTo(0.45)
  expect(faultLines(runs)).toEqual(['! b, parlance irc, round 3: lost: 3 of 9 copies'])
})

test('targets that speak of InspIRCd are compared with it, and cannot be without', () => {
  const [parlance, inspircd] = summarise(runs)
  if (parlance === undefined || inspircd === undefined) throw new Error('there is no summary')
  expect(targetsOf(parlance, inspircd).map(({ isMet }) => isMet)).toEqual([true, true, null])
  expect(targetsOf(parlance, undefined).map(({ isMet }) => isMet)).toEqual([null, true, null])
  expect(targetsOf(inspircd, inspircd)).toEqual([])
  const stall = { 'longest stall of the event loop': { median: 21, least: 21, most: 21 } }
  const slower = { ...parlance, figures: { ...inspircd.figures, ...stall } }
  expect(targetsOf(slower, inspircd).map(({ isMet }) => isMet)).toEqual([false, false, false])
})

test('the table has a line for each entrant, its ratio, and whether the target is met', () => {
  const lines = asComparison(summarise(runs)).split('\n')
  expect(lines[0]).toMatch(/^b: 1,000 clients/)
  expect(lines.find((line) => line.startsWith('parlance irc'))).toMatch(
    /^parlance irc +0\.150 +0\.100–0\.200 +0\.333 +3,750,000 /,
  )
  expect(lines.find((line) => line.startsWith('inspircd irc'))).toMatch(/ 0\.450 .* 1 /)
  expect(lines).toContain("  target, parlance irc: at most 0.5 × InspIRCd's µs/delivery; is 0.150: met")
})

test('columns are as wide as their widest cell', () => {
  expect(
    aligned([
      ['', 'a'],
      ['long', '100'],
      ['x', '2'],
    ]),
  ).toEqual(['        a', 'long  100', 'x       2'])
})

test('the plot has a bar for each entrant, longer where more time is taken, and nothing that is no number', () => {
  const svg = asPlot(summarise(runs))
  const widths = [...svg.matchAll(/<rect class="(\w+)" .*? width="([\d.]+)"/g)].map(([, , width]) =>
    Number(width),
  )
  expect(widths).toHaveLength(2)
  expect(widths[0]).toBeLessThan(widths[1] ?? 0)
  expect(svg).toContain('prefers-color-scheme: dark')
  for (const server of contestantNames) expect(svg.split(`.${server} { fill: #`)).toHaveLength(3)
  expect(svg).not.toContain('NaN')
})

test('Parlance comes by the doors of a case, other servers by IRC', () => {
  const servers = ['parlance', 'bare'] as const
  const ofCase = { doors: ['irc', 'plain', null], peers: ['bare'] } as const
  expect(entrantsOf(ofCase, { servers, doors: ['irc', 'websocket'] })).toEqual([
    { server: 'parlance', door: 'irc' },
    { server: 'parlance', door: null },
    { server: 'bare', door: 'irc' },
  ])
  expect(entrantsOf({ ...ofCase, peers: [] }, { servers, doors: ['plain'] })).toEqual([
    { server: 'parlance', door: 'plain' },
    { server: 'parlance', door: null },
  ])
})

test('as Markdown every case is a table, and what was to be reached is one', () => {
  const lines = asMarkdown(summarise(runs)).split('\n')
  expect(lines[0]).toMatch(/^\*\*b\*\*: 1,000 clients/)
  expect(lines.find((line) => line.startsWith('| inspircd irc'))).toMatch(/ 0\.450 \| .* \| 1 \| /)
  expect(lines).toContain("| b | parlance irc | at most 0.5 × InspIRCd's µs/delivery | 0.150 | met |")
  expect(lines.join()).not.toContain('NaN')
})

test('options that make no sense are refused', () => {
  expect(someOf(['b', 'c'])('c, b')).toEqual(['c', 'b'])
  expect(() => someOf(['b', 'c'])('d')).toThrow('"d" is none of b, c')
  expect(() => number('')).toThrow('a number is needed')
  expect(() => count('0')).toThrow('a whole number from 1')
  expect(count('3')).toBe(3)
})
