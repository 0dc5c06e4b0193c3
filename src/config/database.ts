/** The options of the database as one value: from a URL or from the options that say the same one by one. */
import { isIP } from 'node:net'
import type { DatabaseServer } from '../lib/database-server.ts'
import type { Config } from './schema.ts'

const kinds = {
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
  'mariadb:': 'mariadb',
  'mysql:': 'mariadb',
} as const
const usualPorts = { postgres: 5432, mariadb: 3306 } as const

export function isDatabaseUrl(written: string): boolean {
  return URL.canParse(written) && partsOf(new URL(written)) !== null
}

/** `null`: the embedded database. Needs a configuration without contradictions. */
export function databaseServerOf({ database: options }: Pick<Config, 'database'>): DatabaseServer | null {
  const written = options.url === null ? null : partsOf(new URL(options.url))
  const kind = written?.kind ?? options.kind
  if (kind === 'sqlite') return null
  const host = written?.host ?? options.host ?? 'localhost'
  return {
    kind,
    host,
    port: written?.port ?? options.port ?? usualPorts[kind],
    user: written?.user ?? options.user ?? '',
    password: written?.password ?? options.password,
    passwordFile: options.passwordFile,
    database: written?.database ?? options.database ?? '',
    tls: tlsOf(options.tls, host),
    connections: options.connections,
  }
}

interface Parts {
  readonly kind: DatabaseServer['kind']
  readonly host: string
  readonly port: number | null
  readonly user: string
  readonly password: string | null
  readonly database: string
}

/** `null` for what is no such URL. Unknown parameters are refused: what they ask for would not be done. */
function partsOf({
  protocol,
  hostname,
  port,
  username,
  password,
  pathname,
  search,
  hash,
}: URL): Parts | null {
  const kind = Object.entries(kinds).find(([name]) => name === protocol)?.[1]
  const database = decoded(pathname.slice(1))
  const user = decoded(username)
  if (kind === undefined || hostname === '' || !database || database.includes('/') || !user) return null
  if (search !== '' || hash !== '') return null
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const parts = {
    kind,
    host,
    user,
    database,
    password: password === '' ? null : (decoded(password) ?? password),
  }
  return { ...parts, port: port === '' ? null : Number(port) }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function tlsOf({ mode, ca }: Config['database']['tls'], host: string): DatabaseServer['tls'] {
  const chosen = mode ?? (isOnThisMachine(host) ? 'off' : 'verify')
  return chosen === 'off' ? null : { ca, verify: chosen === 'verify' }
}

function isOnThisMachine(host: string): boolean {
  if (host.startsWith('/') || host === 'localhost') return true
  return isIP(host) !== 0 && (host === '::1' || host.startsWith('127.'))
}
