/** A PostgreSQL server of Debian's, on a port and in a folder of its own. */
import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { DatabaseServer } from '../../src/store/database-place.ts'
import { Daemon } from './daemon.ts'
import type { SilentTransaction, TestServer } from './database-server.ts'
import { freePort } from './free-port.ts'

const versions = '/usr/lib/postgresql'

function programs(): string | null {
  const installed = existsSync(versions) ? readdirSync(versions) : []
  const newest = installed.toSorted((one, other) => Number(other) - Number(one))[0]
  return newest === undefined ? null : join(versions, newest, 'bin')
}

/** In CI one that is missing is a failure. */
export const hasPostgres = programs() !== null || process.env['CI'] === 'true'

/** It refuses to run as root: then it runs as the system user that Debian makes for it. */
function runner(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** A folder or a file of which the server is to be the owner. */
export function giveToPostgres(path: string): void {
  const { uid, gid } = runner()
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
}

const superuser = 'postgres'
const ofTheProgram = `WHERE application_name = 'parlance'`

export class Postgres implements TestServer {
  readonly port: number
  readonly #folder: string
  readonly #settings: readonly string[]
  readonly #daemon = new Daemon()
  #databases = 0

  private constructor(folder: string, port: number, settings: readonly string[]) {
    this.#folder = folder
    this.port = port
    this.#settings = settings
  }

  /** `settings`: as `name=value`. Without a word about it, it flushes nothing to disk: it lives as long as a test. */
  static async start(settings: readonly string[] = ['fsync=off']): Promise<Postgres> {
    const folder = mkdtempSync(join(tmpdir(), 'parlance-postgres-'))
    giveToPostgres(folder)
    const server = new Postgres(folder, await freePort(), settings)
    server.#initialise()
    await server.comeBack()
    return server
  }

  async database(): Promise<DatabaseServer> {
    this.#databases += 1
    const name = `parlance_${this.#databases}`
    await this.ask(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`)
    return this.place(name)
  }

  place(database: string): DatabaseServer {
    const where = { kind: 'postgres', host: '127.0.0.1', port: this.port, database } as const
    const user = { user: superuser, password: null, passwordFile: null }
    return { ...where, ...user, tls: null, connections: 4 }
  }

  async empty(database: string): Promise<void> {
    await this.ask(
      `SET session_replication_role = replica;
      DO $$ BEGIN EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
        FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'); END $$`,
      database,
    )
  }

  /** `port`: of the way that leads there. */
  url(database: string, port = this.port): string {
    return `postgres://${superuser}@127.0.0.1:${port}/${database}`
  }

  /** As its superuser. */
  async ask(sql: string, database = 'postgres'): Promise<readonly Record<string, unknown>[]> {
    const client = new pg.Client({ host: '127.0.0.1', port: this.port, user: superuser, database })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }

  async integrity(database: string): Promise<string> {
    await this.ask('CREATE EXTENSION IF NOT EXISTS amcheck', database)
    return this.ask(
      `SELECT bt_index_check(c.oid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_am am ON am.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE am.amname = 'btree' AND n.nspname = 'public'`,
      database,
    ).then(() => 'ok', String)
  }

  async connected(): Promise<number> {
    const [row] = await this.ask(`SELECT count(*)::int AS many FROM pg_stat_activity ${ofTheProgram}`)
    return Number(row?.['many'])
  }

  async cutConnections(): Promise<void> {
    await this.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity ${ofTheProgram}`)
  }

  async lockChannel(database: string, channel: string): Promise<SilentTransaction> {
    const client = new pg.Client({ host: '127.0.0.1', port: this.port, user: superuser, database })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('SET idle_in_transaction_session_timeout = 1000; BEGIN')
    await client.query('SELECT id FROM channels WHERE id = $1 FOR UPDATE', [channel])
    return { end: () => client.end().catch(() => undefined) }
  }

  async comeBack(): Promise<void> {
    const flags = ['-D', this.#folder, '-p', String(this.port), '-k', this.#folder, '-h', '127.0.0.1']
    const settings = ['max_connections=200', ...this.#settings].flatMap((setting) => ['-c', setting])
    await this.#daemon.start({
      program: program('postgres'),
      flags: [...flags, ...settings],
      ready: 'ready to accept connections',
      as: runner(),
    })
  }

  goAway(): Promise<void> {
    return this.#daemon.end('SIGQUIT')
  }

  async stop(): Promise<void> {
    await this.goAway()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #initialise(): void {
    const flags = [
      '-D',
      this.#folder,
      '-U',
      superuser,
      '--auth=trust',
      '--no-sync',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
    ]
    execFileSync(program('initdb'), flags, { ...runner(), stdio: ['ignore', 'ignore', 'pipe'] })
  }
}

function program(name: string): string {
  const folder = programs()
  if (folder === null) throw new Error('PostgreSQL is not installed: scripts/setup installs it')
  return join(folder, name)
}
