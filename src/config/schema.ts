/** Every option, once: the tables of all sections, the type they make together, and each option by its path. */
import { option, type Option } from './option.ts'
import { channels } from './schema/channels.ts'
import { cluster } from './schema/cluster.ts'
import { database } from './schema/database.ts'
import { http } from './schema/http.ts'
import { irc } from './schema/irc.ts'
import { limits } from './schema/limits.ts'
import { log } from './schema/log.ts'
import { metrics } from './schema/metrics.ts'
import { plain } from './schema/plain.ts'
import { previews } from './schema/previews.ts'
import { push } from './schema/push.ts'
import { server } from './schema/server.ts'
import { tls } from './schema/tls.ts'
import { uploads } from './schema/uploads.ts'
import { users } from './schema/users.ts'
import { webhooks } from './schema/webhooks.ts'
import { filePath } from './shapes.ts'

const options = {
  server,
  data: option(filePath(), {
    default: './data',
    about:
      'The folder of the database, the logs, the console socket and the certificates made or fetched here; a relative one is taken from the working directory.',
    reload: 'restart',
  }),
  plain,
  irc,
  http,
  tls,
  database,
  cluster,
  users,
  channels,
  webhooks,
  push,
  uploads,
  previews,
  limits,
  log,
  metrics,
} as const

type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value

type Values<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends Option<infer Value> ? Frozen<Value> : Values<Table[Key]>
}

/** The whole configuration, checked and deeply frozen. A reload makes a new one. */
export type Config = Values<typeof options>

export interface NamedOption {
  /** As people write it: `limits.messageLength`. */
  readonly path: string
  /** The words of the path: sections from the outermost inwards, the option's own name last. */
  readonly keys: readonly string[]
  readonly option: Option<unknown>
}

interface Table {
  readonly [key: string]: Option<unknown> | Table
}

/** Every option in the order of the tables. */
export const namedOptions: readonly NamedOption[] = optionsOf(options, [])

function optionsOf(table: Table, outer: readonly string[]): readonly NamedOption[] {
  return Object.entries(table).flatMap(([key, entry]) => {
    const keys = [...outer, key]
    return isOption(entry) ? [{ path: keys.join('.'), keys, option: entry }] : optionsOf(entry, keys)
  })
}

function isOption(entry: Option<unknown> | Table): entry is Option<unknown> {
  return 'shape' in entry
}
