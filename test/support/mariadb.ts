/** A MariaDB server of Debian's, on a port and in a folder of its own. */
import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mysql from 'mysql2/promise'
import type { DatabaseServer } from '../../src/store/database-place.ts'
import { Daemon } from './daemon.ts'
import type { SilentTransaction, TestServer } from './database-server.ts'
import { freePort } from './free-port.ts'

const program = '/usr/sbin/mariadbd'

/** In CI one that is missing is a failure. */
export const hasMariadb = existsSync(program) || process.env['CI'] === 'true'

/** It does not run as root: then it runs as the system user that Debian makes for it. */
function runner(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** A folder or a file of which the server is to be the owner. */
export function giveToMariadb(path: string): void {
  const { uid, gid } = runner()
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'mysql'], { encoding: 'utf8' }))
}

const user = 'parlance'
/** Small, and a commit is with the system, not on the disk: it outlives the end of the process, and no more is asked of it. */
const quick = [
  'innodb-flush-log-at-trx-commit=2',
  'innodb-buffer-pool-size=64M',
  'innodb-log-file-size=32M',
  'innodb-doublewrite=0',
  'max-connections=200',
]

export class Mariadb implements TestServer {
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

  /** `settings`: as `name=value`. */
  static async start(settings: readonly string[] = []): Promise<Mariadb> {
    const folder = mkdtempSync(join(tmpdir(), 'parlance-mariadb-'))
    giveToMariadb(folder)
    const server = new Mariadb(folder, await freePort(), settings)
    server.#initialise()
    await server.comeBack()
    await server.ask(`CREATE USER '${user}'@'127.0.0.1'`)
    return server
  }

  async database(): Promise<DatabaseServer> {
    this.#databases += 1
    const name = `parlance_${this.#databases}`
    // The latin default must not matter.
    await this.ask(`CREATE DATABASE ${name} CHARACTER SET latin1`)
    await this.ask(`GRANT ALL PRIVILEGES ON ${name}.* TO '${user}'@'127.0.0.1'`)
    return this.place(name)
  }

  place(database: string): DatabaseServer {
    const where = { kind: 'mariadb', host: '127.0.0.1', port: this.port, database } as const
    return { ...where, user, password: null, passwordFile: null, tls: null, connections: 4 }
  }

  async empty(database: string): Promise<void> {
    const rows = await this.ask(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '${database}'`,
    )
    const names = rows.map(({ name }) => String(name)).filter((name) => name !== 'schema_migrations')
    // One that only grows can be made anew; for all others that takes longer than to remove what they hold.
    const emptied = names.map((name) => (name === 'audit' ? `TRUNCATE ${name}` : `DELETE FROM ${name}`))
    await this.ask(`SET foreign_key_checks = 0; ${emptied.join('; ')}`, database)
  }

  url(database: string): string {
    return `mariadb://${user}@127.0.0.1:${this.port}/${database}`
  }

  /** As its superuser; of several statements the rows of the last. */
  async ask(sql: string, database?: string): Promise<readonly Record<string, unknown>[]> {
    const connection = await this.#connect(database)
    try {
      const [rows] = await connection.query<mysql.RowDataPacket[]>(sql)
      return rows
    } finally {
      await connection.end()
    }
  }

  async integrity(database: string): Promise<string> {
    const found = await this.ask(
      'CHECK TABLE users, channels, memberships, messages, message_search',
      database,
    )
    const faults = found.filter((row) => row['Msg_text'] !== 'OK')
    return faults.length === 0 ? 'ok' : JSON.stringify(faults)
  }

  async connected(): Promise<number> {
    return (await this.#connections()).length
  }

  async cutConnections(): Promise<void> {
    for (const { id } of await this.#connections())
      await this.ask(`KILL CONNECTION ${String(id)}`).catch(() => undefined)
  }

  #connections(): Promise<readonly Record<string, unknown>[]> {
    return this.ask(`SELECT id FROM information_schema.processlist WHERE user = '${user}'`)
  }

  /** A connection of its superuser's. */
  async connect(database: string): Promise<mysql.Connection> {
    return this.#connect(database)
  }

  async lockChannel(database: string, channel: string): Promise<SilentTransaction> {
    const connection = await this.#connect(database)
    connection.on('error', () => undefined)
    await connection.query('SET SESSION idle_transaction_timeout = 1; BEGIN')
    await connection.query('SELECT id FROM channels WHERE id = ? FOR UPDATE', [channel])
    return { end: () => Promise.resolve(connection.destroy()) }
  }

  async comeBack(): Promise<void> {
    const where = [`--datadir=${this.#folder}`, `--port=${this.port}`, '--bind-address=127.0.0.1']
    const files = [`--socket=${join(this.#folder, 'socket')}`, `--pid-file=${join(this.#folder, 'pid')}`]
    const settings = [...quick, ...this.#settings].map((setting) => `--${setting}`)
    const flags = ['--no-defaults', ...where, ...files, ...settings]
    await this.#daemon.start({ program, flags, ready: 'ready for connections', as: runner() })
  }

  goAway(): Promise<void> {
    return this.#daemon.end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.goAway()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #connect(database?: string): Promise<mysql.Connection> {
    const where = { host: '127.0.0.1', port: this.port, user: 'root', multipleStatements: true }
    return mysql.createConnection(database === undefined ? where : { ...where, database })
  }

  #initialise(): void {
    const flags = ['--no-defaults', `--datadir=${this.#folder}`, '--skip-test-db', '--skip-name-resolve']
    execFileSync('/usr/bin/mariadb-install-db', [...flags, '--auth-root-authentication-method=normal'], {
      ...runner(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  }
}
