/** The cases in which people talk: as fast as it goes, or at a fixed rate, in rooms of any size. */
import { runAppend } from '../append.ts'
import { runFanout, type FanoutOptions } from '../fanout.ts'
import { peerNames } from '../contestants.ts'
import { createReport, type Figure } from '../report.ts'
import type { Case, CaseOptions } from './case.ts'

const columns: Case['columns'] = [
  { figure: 'server CPU per delivery', heading: 'µs/delivery' },
  { figure: 'deliveries', heading: 'deliveries/s' },
  { figure: 'messages', heading: 'messages/s' },
  { figure: 'latency p50', heading: 'p50 ms' },
  { figure: 'latency p99', heading: 'p99 ms' },
  { figure: 'longest stall of the event loop', heading: 'stall ms' },
  { figure: 'generator CPU', heading: 'generator cores' },
]

type Talk = Pick<FanoutOptions, 'channels' | 'senders' | 'rate'>

const byIrc = { door: 'irc', tags: false, tls: false } as const

function talkCase(about: string, talk: Talk, doors: Case['doors'] = ['irc']): Case {
  return {
    about,
    columns,
    doors,
    peers: peerNames,
    run: (door, { seconds, warmup, generators }, running) =>
      runFanout({ ...byIrc, ...talk, clients: 1000, window: 32, door, seconds, warmup, generators }, running),
  }
}

/** The figure of a case of sizes that says how flat it is. */
export const dearest = 'the dearest, to the smallest'

/** What a delivery costs, by how many there are of something. */
function sizesCase(about: string, what: string, room: (size: number) => Partial<FanoutOptions>): Case {
  const sizes = [10, 100, 1000, 10_000]
  const heading = (size: number): string => `${size.toLocaleString('en-GB')} ${what}`
  const [first, ...others] = sizes.map((size) => ({ figure: heading(size), heading: heading(size) }))
  if (first === undefined) throw new Error('there are no sizes')
  return {
    about,
    columns: [first, ...others, { figure: dearest, heading: dearest }],
    doors: ['irc'],
    peers: [],
    isOnce: true,
    async run(_, options, running) {
      const faults: string[] = []
      const figures: Figure[] = []
      for (const size of sizes) {
        const report = await runFanout({ ...roomOf(options), ...room(size) }, running)
        const cost = report.figures.find(({ name }) => name === columns[0].figure)
        if (cost !== undefined) figures.push({ ...cost, name: heading(size) })
        faults.push(...report.faults)
      }
      const costs = figures.map(({ value }) => value)
      figures.push({ name: dearest, value: Math.max(...costs) / (costs[0] ?? NaN), unit: 'times' })
      return createReport({ yardstick: what, options: { ...options }, faults, figures })
    },
  }
}

function roomOf({ seconds, warmup, generators }: CaseOptions): FanoutOptions {
  const nobody = { clients: 0, channels: 1, senders: 10, rate: 0, window: 32 }
  return { ...byIrc, ...nobody, seconds, warmup, generators }
}

/** Latency is the time until a message comes back; of it, what storing adds is the server's own figure. */
const rateCase: Case = {
  about: '1,000 messages a second, 1,000 clients that all talk, in channels of 2 to 10',
  columns: [
    { figure: 'at the rate: storing p50', heading: 'storing p50 ms' },
    { figure: 'at the rate: storing p99', heading: 'storing p99 ms' },
    { figure: 'at the rate: latency p50', heading: 'p50 ms' },
    { figure: 'at the rate: latency p99', heading: 'p99 ms' },
    { figure: 'flood: messages', heading: 'flood: messages/s' },
    { figure: 'flood: server CPU per message', heading: 'flood: µs/message' },
  ],
  doors: ['irc', 'plain'],
  peers: [],
  run: (door, { seconds, warmup, generators }, running) =>
    runAppend(
      { clients: 1000, rate: 1000, window: 4, door, tags: false, tls: false, seconds, warmup, generators },
      running,
    ),
}

export const talkCases = {
  b: talkCase(
    '1,000 clients in one channel, 10 of them talk, 32 messages of each on their way',
    { channels: 1, senders: 10, rate: 0 },
    ['irc', 'plain', 'websocket'],
  ),
  c: talkCase('100 channels of 10, one of each talks, 32 messages of each on their way', {
    ...{ channels: 100, senders: 100, rate: 0 },
  }),
  d100: talkCase('100 messages a second into a channel of 1,000', { channels: 1, senders: 10, rate: 100 }),
  d300: talkCase('300 messages a second into a channel of 1,000', { channels: 1, senders: 10, rate: 300 }),
  rate: rateCase,
  members: sizesCase('µs a delivery in one channel where 10 talk', 'members', (clients) => ({ clients })),
  channels: sizesCase(
    'µs a delivery in channels of 10, everybody is in 10 of them and talks in one, 8 messages on their way',
    'channels',
    (channels) => ({ channels, each: 10, window: 8 }),
  ),
} as const
