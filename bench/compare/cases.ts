/** The cases that servers are compared by: each runs a yardstick and names the figures of it that count. */
import { runFanout } from '../fanout.ts'
import type { DoorName, DoorOptions } from '../generator/doors/doors.ts'
import { runIdle } from '../idle.ts'
import type { Report, Running } from '../report.ts'
import { runRestart } from '../restart.ts'
import { runStorm } from '../storm.ts'

/** What one may shorten, for all cases. */
export interface CaseOptions {
  readonly seconds: number
  readonly warmup: number
  /** Of idle, storm and restart. */
  readonly connections: number
  readonly generators: number
}

export interface Column {
  /** As the yardstick's report names it. */
  readonly figure: string
  readonly heading: string
}

export interface Case {
  readonly about: string
  /** The figure that counts comes first. */
  readonly columns: readonly [Column, ...Column[]]
  /** Of Parlance: the doors besides IRC by which it is measured too. */
  readonly otherDoors: readonly DoorName[]
  /** Whether the other servers cannot be measured so. */
  readonly withoutPeers?: true
  run(door: DoorName, options: CaseOptions, running: Running): Promise<Report>
}

const talkColumns: Case['columns'] = [
  { figure: 'server CPU per delivery', heading: 'µs/delivery' },
  { figure: 'deliveries', heading: 'deliveries/s' },
  { figure: 'messages', heading: 'messages/s' },
  { figure: 'latency p50', heading: 'p50 ms' },
  { figure: 'latency p99', heading: 'p99 ms' },
  { figure: 'generator CPU', heading: 'generator cores' },
]

interface Talk {
  readonly channels: number
  readonly senders: number
  /** Messages a second; 0: as a window of 32 allows. */
  readonly rate: number
}

function talkCase(about: string, talk: Talk, otherDoors: readonly DoorName[] = []): Case {
  return {
    about,
    columns: talkColumns,
    otherDoors,
    run: (door, { seconds, warmup, generators }, running) =>
      runFanout(
        { ...talk, clients: 1000, window: 32, door, tags: false, tls: false, seconds, warmup, generators },
        running,
      ),
  }
}

const members = 10

const idleColumns: Case['columns'] = [
  { figure: 'memory per connection', heading: 'KiB each' },
  { figure: 'memory after', heading: 'process MiB' },
  { figure: 'server CPU per sign-in', heading: 'µs to come in' },
  { figure: 'server CPU while idle', heading: 'CPU ms/s' },
]

function idleCase(about: string, { tls }: Pick<DoorOptions, 'tls'>): Omit<Case, 'withoutPeers'> {
  return {
    about,
    columns: idleColumns,
    otherDoors: ['plain', 'websocket'],
    run: (door, { connections, seconds, generators }, running) =>
      runIdle(
        { clients: connections, members, settle: 25, seconds, generators, door, tags: false, tls },
        running,
      ),
  }
}

const stormColumns = [
  { figure: 'connections', heading: 'connections/s' },
  { figure: 'server CPU per connection', heading: 'µs each' },
] as const

export const cases = {
  b: talkCase(
    '1,000 clients in one channel, 10 of them talk, 32 messages of each on their way',
    { channels: 1, senders: 10, rate: 0 },
    ['plain', 'websocket'],
  ),
  c: talkCase('100 channels of 10, one of each talks, 32 messages of each on their way', {
    ...{ channels: 100, senders: 100, rate: 0 },
  }),
  d100: talkCase('100 messages a second into a channel of 1,000', { channels: 1, senders: 10, rate: 100 }),
  d300: talkCase('300 messages a second into a channel of 1,000', { channels: 1, senders: 10, rate: 300 }),
  idle: idleCase('idle connections in channels of 10', { tls: false }),
  'idle-tls': { ...idleCase('the same over TLS', { tls: true }), withoutPeers: true },
  storm: {
    about: 'everybody connects, comes in and joins a channel of 10 at once',
    columns: [...stormColumns, { figure: 'server memory', heading: 'process MiB' }],
    otherDoors: [],
    run: (_, { connections, generators }, running) =>
      runStorm({ clients: connections, members, generators }, running),
  },
  restart: {
    about: 'the server is stopped and started again, everybody comes back at once',
    columns: [
      { figure: 'until everybody is back', heading: 's until back' },
      { figure: 'of it until stopped', heading: 'stop s' },
      { figure: 'of it until it listens again', heading: 'start s' },
      ...stormColumns,
    ],
    otherDoors: [],
    run: (_, { connections, generators }, running) =>
      runRestart({ clients: connections, members, rate: 200, seconds: 1, generators }, running),
  },
} as const satisfies Readonly<Record<string, Case>>

export type CaseName = keyof typeof cases
export const caseNames: readonly CaseName[] = [
  'b',
  'c',
  'd100',
  'd300',
  'idle',
  'idle-tls',
  'storm',
  'restart',
]
