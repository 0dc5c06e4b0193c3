/** The options of section `limits`: what one person, one address and one server may use. */
import { z } from 'zod'
import { option } from '../option.ts'
import { whole } from '../shapes.ts'
import { KiB, MiB } from '../sizes.ts'

export const limits = {
  enabled: option(z.boolean(), {
    default: true,
    about:
      'Whether what one person or address does too fast is slowed down or turned away; false only for tests: lengths and sizes still hold.',
    reload: 'live',
  }),
  connections: option(whole(1, 1_000_000), {
    default: 20_000,
    about: 'Connections open at once, all doors together; more are turned away.',
    reload: 'live',
  }),
  connectionsPerAddress: option(whole(1, 1_000_000), {
    default: 200,
    about: 'Connections open at once from one address.',
    reload: 'live',
  }),
  messageLength: option(whole(1, 4000), {
    default: 4000,
    about: 'Characters in a message.',
    reload: 'live',
  }),
  topicLength: option(whole(1, 4000), {
    default: 390,
    about: 'Characters in the topic of a channel.',
    reload: 'live',
  }),
  reasonLength: option(whole(1, 2000), {
    default: 300,
    about: 'Characters in the reason of a kick, a ban or a farewell.',
    reload: 'live',
  }),
  channelsPerUser: option(whole(1, 10_000), {
    default: 200,
    about: 'Channels one user may be in.',
    reload: 'live',
  }),
  historyPage: option(whole(1, 1000), {
    default: 100,
    about: 'Messages answered at once by a look into the history or a search.',
    reload: 'live',
  }),
  commandBurst: option(whole(1, 100_000), {
    default: 40,
    about: 'Messages and commands one person may send in one go; what comes faster is slowed down, not lost.',
    reload: 'live',
  }),
  commandsPerSecond: option(whole(1, 100_000), {
    default: 5,
    about: 'Messages and commands per second that one person may keep up.',
    reload: 'live',
  }),
  registrationsPerHour: option(whole(1, 100_000), {
    default: 20,
    about: 'New users per hour from one address.',
    reload: 'live',
  }),
  signInSeconds: option(whole(1, 86_400), {
    default: 120,
    about: 'Seconds a connection may stay open without signing in.',
    reload: 'live',
  }),
  idleSeconds: option(whole(1, 31_536_000), {
    default: 43_200,
    about: 'Seconds a signed-in connection may stay silent before it is closed.',
    reload: 'live',
  }),
  kickSeconds: option(whole(1, 31_536_000), {
    default: 600,
    about: 'Seconds a kicked user stays out when the operator names no time.',
    reload: 'live',
  }),
  outboxBytes: option(whole(64 * KiB, 1024 * MiB), {
    default: MiB,
    about: 'Bytes that may wait for one connection that reads too slowly; past it the connection is closed.',
    reload: 'live',
  }),
  hashQueue: option(whole(1, 100_000), {
    default: 200,
    about: 'Passwords that may wait to be checked; past it people are asked to try again.',
    reload: 'live',
  }),
  appendQueueBytes: option(whole(64 * KiB, 1024 * MiB), {
    default: 16 * MiB,
    about: 'Bytes of messages that may wait for the disk; past it new ones are refused until it catches up.',
    reload: 'restart',
  }),
} as const
