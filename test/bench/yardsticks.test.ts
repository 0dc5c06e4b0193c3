/** A short run of every yardstick against a real server: the figures make sense and nothing is lost. */
import { expect, test } from 'vitest'
import { runAppend } from '../../bench/append.ts'
import { compare } from '../../bench/compare/compare.ts'
import { runFanout } from '../../bench/fanout.ts'
import { runIdle } from '../../bench/idle.ts'
import { runRestart } from '../../bench/restart.ts'
import { runSignIns } from '../../bench/sign-ins.ts'
import { asTable, type Report } from '../../bench/report.ts'
import { parlance } from '../../bench/server-process.ts'
import { runUploads } from '../../bench/uploads.ts'

const nodeOptions: readonly string[] = []
const running = { tell: () => undefined, nodeOptions, contestant: parlance({ nodeOptions, settings: [] }) }
const plain = { door: 'plain', tags: false, tls: false } as const
const deadline = 60_000

function figure(report: Report, name: string): number {
  const found = report.figures.find((candidate) => candidate.name === name)
  if (found === undefined) throw new Error(`there is no figure "${name}"`)
  return found.value
}

test.each([
  plain,
  { door: 'irc', tags: false, tls: false } as const,
  { door: 'irc', tags: true, tls: false } as const,
  { door: 'websocket', tags: false, tls: false } as const,
])(
  'a flood in one channel reaches everybody, whole and in order: %o',
  async (door) => {
    const sizes = { clients: 12, channels: 1, senders: 3, generators: 2 }
    const report = await runFanout(
      { ...door, ...sizes, rate: 0, window: 4, warmup: 0.2, seconds: 1 },
      running,
    )
    expect(report.faults).toEqual([])
    expect(figure(report, 'deliveries')).toBeGreaterThan(figure(report, 'messages'))
    expect(figure(report, 'latency p50')).toBeGreaterThan(0)
    expect(figure(report, 'latency p99')).toBeLessThanOrEqual(figure(report, 'latency max'))
    expect(figure(report, 'server memory')).toBeGreaterThan(10)
    expect(figure(report, 'bytes per delivery')).toBeGreaterThan(100)
    expect(asTable(report)).toContain('server CPU per delivery')
  },
  deadline,
)

test(
  'who is in several channels receives what is said in each of them',
  async () => {
    const options = { channels: 6, each: 3, clients: 0, senders: 0, generators: 1, rate: 0, window: 4 }
    const irc = { door: 'irc', tags: false, tls: false } as const
    const report = await runFanout({ ...irc, ...options, warmup: 0.2, seconds: 0.5 }, running)
    expect(report.faults).toEqual([])
    expect(figure(report, 'deliveries')).toBeGreaterThan(figure(report, 'messages'))
  },
  deadline,
)

test(
  'at a fixed rate so many messages are sent',
  async () => {
    const sizes = { clients: 6, channels: 2, senders: 2, generators: 1 }
    const report = await runFanout(
      { ...plain, ...sizes, rate: 50, window: 1, warmup: 0.2, seconds: 1 },
      running,
    )
    expect(report.faults).toEqual([])
    expect(figure(report, 'messages')).toBeGreaterThan(25)
    expect(figure(report, 'messages')).toBeLessThan(100)
  },
  deadline,
)

test(
  'messages in small channels come back stored',
  async () => {
    const options = { ...plain, clients: 9, rate: 50, window: 2, warmup: 0.2, seconds: 0.5, generators: 1 }
    const report = await runAppend(options, running)
    expect(report.faults).toEqual([])
    expect(figure(report, 'flood: messages')).toBeGreaterThan(0)
    expect(figure(report, 'at the rate: latency p50')).toBeGreaterThan(0)
  },
  deadline,
)

test.each([
  plain,
  { door: 'irc', tags: false, tls: false } as const,
  { door: 'irc', tags: false, tls: true } as const,
  { door: 'plain', tags: false, tls: true } as const,
  { door: 'websocket', tags: false, tls: true } as const,
])(
  'idle clients cost some memory and hardly any time: %o',
  async (door) => {
    const report = await runIdle(
      { ...door, clients: 20, members: 8, settle: 0.1, seconds: 0.5, generators: 1 },
      running,
    )
    expect(report.faults).toEqual([])
    expect(figure(report, 'sign-ins')).toBeGreaterThan(0)
    expect(figure(report, 'memory after')).toBeGreaterThan(10)
    expect(figure(report, 'server CPU while idle')).toBeLessThan(1000)
  },
  deadline,
)

test(
  'files pass through a server whose memory stays what it was, and nothing said meanwhile is lost',
  async () => {
    const sizes = { large: 256, files: 8, size: 4, rounds: 1, pace: 0, clients: 9, senders: 3, generators: 1 }
    const report = await runUploads({ ...sizes, rate: 50, warmup: 0.2, seconds: 1 }, running)
    expect(report.faults).toEqual([])
    expect(figure(report, 'large file: server memory grew by')).toBeLessThan(64)
    expect(figure(report, 'without files: messages')).toBeGreaterThan(25)
    expect(figure(report, 'with files: messages')).toBeGreaterThan(0)
    expect(figure(report, 'with files: brought')).toBeGreaterThan(0)
  },
  deadline,
)

test(
  'people sign in about as fast as their passwords can be compared, and nothing said meanwhile is lost',
  async () => {
    const sizes = { clients: 6, senders: 2, rate: 20, atOnce: 4, warmup: 0.2, seconds: 2, generators: 1 }
    // As cheap as they can be: on a busy machine too, some come in while it is measured.
    const report = await runSignIns({ ...sizes, cost: 4 }, running)
    expect(report.faults).toEqual([])
    expect(figure(report, 'sign-ins')).toBeGreaterThan(0)
    expect(figure(report, 'sign-ins to comparisons')).toBeGreaterThan(0)
    expect(figure(report, 'longest stall of the event loop')).toBeGreaterThan(0)
    expect(figure(report, 'with sign-ins: latency p99')).toBeGreaterThan(0)
  },
  deadline,
)

test(
  'after a restart everybody is back on the same port, and nothing said before or after is lost',
  async () => {
    const report = await runRestart(
      { clients: 20, members: 5, rate: 50, seconds: 0.5, generators: 2 },
      running,
    )
    expect(report.faults).toEqual([])
    const until = figure(report, 'of it until stopped') + figure(report, 'of it until it listens again')
    expect(figure(report, 'until everybody is back')).toBeGreaterThan(until)
    expect(figure(report, 'connections')).toBeGreaterThan(0)
    expect(figure(report, 'server CPU per connection')).toBeGreaterThan(0)
  },
  deadline,
)

test(
  'a storm is compared like everything else, each server started anew in each round',
  async () => {
    const small = { seconds: 0.5, warmup: 0.1, connections: 20, messages: 10, generators: 2, rounds: 2 }
    const what = { cases: ['storm'], servers: ['parlance'], doors: ['irc'] } as const
    const rounds: number[] = []
    const { runs, summaries } = await compare(
      { ...small, ...what },
      { progress: () => undefined, round: (soFar) => void rounds.push(soFar.runs.length) },
    )
    expect(rounds).toEqual([1, 2])
    expect(runs.map(({ round, faults }) => ({ round, faults }))).toEqual([
      { round: 1, faults: [] },
      { round: 2, faults: [] },
    ])
    expect(summaries[0]?.figures['connections']?.least).toBeGreaterThan(0)
    expect(summaries[0]?.figures['server CPU per connection']?.median).toBeGreaterThan(0)
  },
  deadline,
)
