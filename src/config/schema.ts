/** Every option, once: its type, default, limits, sentence, and whether a reload is enough for a change. */
import { z } from 'zod'
import { line, option, text, whole, type Option } from './option.ts'

const channelName = z.string().regex(/^(?!#)[^\s\p{C}\p{Z},"]{1,50}$/u, {
  error: 'must be a channel name: no "#" in front, no spaces, commas or quotes, at most 50 characters',
})

const KiB = 1024
const MiB = 1024 * KiB

export const options = {
  server: {
    name: option(line(1, 64), {
      default: 'Parlance',
      about: 'The name of this server, shown to people when they connect.',
      reload: 'live',
    }),
    host: option(line(1, 253), {
      default: '127.0.0.1',
      about: 'The address every door listens on; 0.0.0.0 or :: for all of them.',
      reload: 'restart',
    }),
    motd: option(text(0, 4000), {
      default: '',
      about: 'The message of the day, shown after signing in; empty for none.',
      reload: 'live',
    }),
  },
  data: option(line(1, 4096), {
    default: './data',
    about:
      'The folder of the database, the logs and the console socket; a relative one is taken from the working directory.',
    reload: 'restart',
  }),
  plain: {
    enabled: option(z.boolean(), {
      default: true,
      about: 'Whether the plain-text door (nc, telnet, scripts) is open.',
      reload: 'restart',
    }),
    port: option(whole(0, 65_535), {
      default: 12_345,
      about: 'The TCP port of the plain-text door; 0 takes any free one.',
      reload: 'restart',
    }),
  },
  database: {
    kind: option(z.enum(['sqlite']), {
      default: 'sqlite',
      about: 'The kind of database; SQLite lives in the data folder and needs nothing else.',
      reload: 'restart',
    }),
  },
  users: {
    registration: option(z.enum(['open', 'invite', 'closed']), {
      default: 'open',
      about: 'Who may register: anybody, those with an invitation from an operator, or nobody.',
      reload: 'live',
    }),
    guests: option(z.boolean(), {
      default: false,
      about: 'Whether people may come in under a free name without registering.',
      reload: 'live',
    }),
    bcryptCost: option(whole(4, 15), {
      default: 12,
      about: 'The cost of a password hash, each step doubling it; below 10 only for tests.',
      reload: 'live',
    }),
  },
  channels: {
    default: option(z.array(channelName).max(50), {
      default: ['general'],
      about: 'The channels every new user joins, made at the start where they are missing.',
      reload: 'live',
    }),
    creation: option(z.enum(['users', 'operators']), {
      default: 'users',
      about: 'Who may create channels.',
      reload: 'live',
    }),
  },
  limits: {
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
      about:
        'Messages and commands one person may send in one go; what comes faster is slowed down, not lost.',
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
      about:
        'Bytes that may wait for one connection that reads too slowly; past it the connection is closed.',
      reload: 'live',
    }),
    hashQueue: option(whole(1, 100_000), {
      default: 200,
      about: 'Passwords that may wait to be checked; past it people are asked to try again.',
      reload: 'live',
    }),
    appendQueueBytes: option(whole(64 * KiB, 1024 * MiB), {
      default: 16 * MiB,
      about:
        'Bytes of messages that may wait for the disk; past it new ones are refused until it catches up.',
      reload: 'restart',
    }),
  },
  log: {
    level: option(z.enum(['debug', 'info', 'warn', 'error']), {
      default: 'info',
      about: 'The least important lines that are still written.',
      reload: 'live',
    }),
    format: option(z.enum(['pretty', 'json']), {
      default: 'pretty',
      about: 'How log lines look on the terminal; the files are JSON lines in any case.',
      reload: 'restart',
    }),
    maxBytes: option(whole(64 * KiB, 1024 * MiB), {
      default: 10 * MiB,
      about: 'Bytes after which a log file is put aside and a new one begun; at midnight too.',
      reload: 'restart',
    }),
    keep: option(whole(1, 10_000), {
      default: 14,
      about: 'Old files kept of each log.',
      reload: 'restart',
    }),
  },
} as const

type Values<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends Option<infer Value>
    ? Value extends readonly (infer Item)[]
      ? readonly Item[]
      : Value
    : Values<Table[Key]>
}

/** The whole configuration, checked and deeply frozen. A reload makes a new one. */
export type Config = Values<typeof options>

export interface NamedOption {
  /** As people write it: `limits.messageLength`. */
  readonly path: string
  readonly section: string
  /** `null` for an option that stands by itself, such as `data`. */
  readonly key: string | null
  readonly option: Option<unknown>
}

/** Every option in the order of the table. */
export const namedOptions: readonly NamedOption[] = Object.entries(options).flatMap(([section, entry]) =>
  isOption(entry) ? [named(section, null, entry)] : sectionOptions(section, entry),
)

function sectionOptions(
  section: string,
  entries: Readonly<Record<string, Option<unknown>>>,
): readonly NamedOption[] {
  return Object.entries(entries).map(([key, entry]) => named(section, key, entry))
}

function named(section: string, key: string | null, option: Option<unknown>): NamedOption {
  return { path: key === null ? section : `${section}.${key}`, section, key, option }
}

function isOption(entry: object): entry is Option<unknown> {
  return 'shape' in entry
}
