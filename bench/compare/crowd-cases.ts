/** The cases of many connections: that say nothing, or come all at once. */
import { peerNames } from '../contestants.ts'
import type { DoorOptions } from '../generator/doors/doors.ts'
import { runIdle } from '../idle.ts'
import { runRestart } from '../restart.ts'
import { runStorm } from '../storm.ts'
import type { Case } from './case.ts'

const members = 10
/** Seconds of rest before each reading of memory: a server that is quiet gives back what a rush has left. */
const settle = 25

const idleColumns: Case['columns'] = [
  { figure: 'memory per connection', heading: 'KiB each' },
  { figure: 'memory before', heading: 'process before, MiB' },
  { figure: 'memory after', heading: 'process MiB' },
  { figure: 'server CPU per sign-in', heading: 'µs to come in' },
  { figure: 'server CPU while idle', heading: 'CPU ms/s' },
]

const stormColumns = [
  { figure: 'connections', heading: 'connections/s' },
  { figure: 'server CPU per connection', heading: 'µs each' },
  { figure: 'longest stall of the event loop', heading: 'stall ms' },
] as const

function idleCase(about: string, { tls }: Pick<DoorOptions, 'tls'>): Case {
  return {
    about,
    columns: idleColumns,
    doors: ['irc', 'plain', 'websocket'],
    peers: tls ? [] : peerNames,
    run: (door, { connections, seconds, generators }, running) =>
      runIdle(
        { clients: connections, members, settle, seconds, generators, door, tags: false, tls },
        running,
      ),
  }
}

export const crowdCases = {
  idle: idleCase('idle connections in channels of 10', { tls: false }),
  'idle-tls': idleCase('the same over TLS', { tls: true }),
  storm: {
    about: 'everybody connects, comes in and joins a channel of 10 at once',
    columns: [...stormColumns, { figure: 'server memory', heading: 'process MiB' }],
    doors: ['irc'],
    peers: peerNames,
    run: (_, { connections, generators }, running) =>
      runStorm({ clients: connections, members, generators }, running),
  },
  restart: {
    about: 'the server is stopped and started again, everybody comes back at once',
    columns: [
      { figure: 'until everybody is back', heading: 's until back' },
      { figure: 'of it until stopped', heading: 'stop s' },
      { figure: 'of it until it listens again', heading: 'start s' },
      { figure: 'server CPU to start', heading: 'start CPU ms' },
      ...stormColumns,
    ],
    doors: ['irc'],
    peers: peerNames,
    run: (_, { connections, generators }, running) =>
      runRestart({ clients: connections, members, rate: 200, seconds: 1, generators }, running),
  },
} as const satisfies Readonly<Record<string, Case>>
