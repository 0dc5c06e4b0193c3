/** One connection to a MariaDB server: made, set up so that all servers behave alike, asked, and given up. */
import type { MysqlPoolConnection } from 'kysely'
import mysql from 'mysql2'
import { isConflict } from '../dialect.ts'
import { deadlines } from '../server/deadlines.ts'
import type { OutageLog } from '../server/outage-log.ts'
import type { DatabaseServer } from '../../../lib/database-server.ts'
import type { ServerSecrets } from '../server/settings.ts'
import { breaksConnection, errorFrom } from './errors.ts'

export interface ConnectionOptions {
  readonly server: DatabaseServer
  readonly secrets: ServerSecrets
  readonly outages: OutageLog
  /** For work that takes as long as it needs: migrations, copies. */
  readonly patient: boolean
}

type Answered = (error: unknown, result: unknown) => void

/** A statement outside a transaction that the server ended for the sake of others is asked again so often. */
const mostAttempts = 5

export class MariadbConnection {
  readonly #raw: mysql.Connection
  readonly #outages: OutageLog
  readonly #patient: boolean
  #isBroken = false
  #inTransaction = false
  #onBroken: () => void = () => undefined

  private constructor(raw: mysql.Connection, { outages, patient }: ConnectionOptions) {
    this.#raw = raw
    this.#outages = outages
    this.#patient = patient
    // It may break while nobody asks it anything: the next request meets the reason, if it lasts.
    raw.on('error', (error) => this.#breaks(error))
    raw.on('end', () => this.#breaks(null))
  }

  static async open(options: ConnectionOptions): Promise<MariadbConnection> {
    const connection = new MariadbConnection(mysql.createConnection(settingsOf(options)), options)
    try {
      await connection.#connected()
      for (const statement of setUp(options.patient)) await connection.ask(statement, [])
      return connection
    } catch (error) {
      connection.destroy()
      const refusal = errorFrom(error)
      options.outages.failed(refusal)
      throw refusal
    }
  }

  get isBroken(): boolean {
    return this.#isBroken
  }

  /** As Kysely wants it. */
  pooled(release: () => void): MysqlPoolConnection {
    const query = (sql: string, parameters: unknown, answered?: Answered) => {
      const values: readonly unknown[] = Array.isArray(parameters) ? parameters : []
      this.ask(sql, values).then(
        (result) => answered?.(null, result),
        (error: unknown) => answered?.(error, undefined),
      )
      return { stream: noStream }
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Kysely sees rows or an answer with `affectedRows`, as the driver gives them: the database's door
    return {
      config: {},
      connect: connected,
      query,
      release,
      destroy: () => this.destroy(),
      threadId: 0,
    } as MysqlPoolConnection
  }

  onBroken(tell: () => void): void {
    this.#onBroken = tell
  }

  async ask(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#askOnce(sql, parameters)
      } catch (error) {
        if (!isConflict(error) || this.#inTransaction || attempt === mostAttempts) throw error
      }
    }
  }

  /** Nothing of it is waited for. */
  destroy(): void {
    this.#isBroken = true
    this.#raw.destroy()
  }

  /** Waits until the server has been told, but not for long. */
  async end(): Promise<void> {
    if (this.#isBroken) return
    this.#isBroken = true
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, deadlines.connectMs)
      this.#raw.end(() => {
        clearTimeout(late)
        resolve()
      })
    })
    this.#raw.destroy()
  }

  #connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#raw.connect((error) => (error === null ? resolve() : reject(error)))
    })
  }

  async #askOnce(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    try {
      const result = await this.#answerOf(sql, parameters)
      this.#follow(sql)
      this.#outages.answered()
      return result
    } catch (error) {
      if (breaksConnection(error)) this.#breaks(null)
      const refusal = errorFrom(error)
      this.#outages.failed(refusal)
      throw refusal
    }
  }

  #answerOf(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    const deadline = this.#patient ? {} : { timeout: deadlines.giveUpMs }
    return new Promise((resolve, reject) => {
      this.#raw.query({ sql, values: parameters.map(written), ...deadline }, (error, result) => {
        if (error === null) resolve(result)
        else reject(error)
      })
    })
  }

  #follow(sql: string): void {
    if (sql === 'begin') this.#inTransaction = true
    if (sql === 'commit' || sql === 'rollback') this.#inTransaction = false
  }

  #breaks(error: Error | null): void {
    if (error !== null && !this.#isBroken) this.#outages.failed(errorFrom(error))
    this.#isBroken = true
    this.#onBroken()
  }
}

/** The driver writes parameters into the statement: what it does not know as bytes it would write as a list. */
function written(value: unknown): unknown {
  return value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : value
}

function connected(answered?: (error: unknown) => void): void {
  answered?.(null)
}

function noStream(): never {
  throw new Error('results are not read as streams')
}

function settingsOf({ server, secrets }: ConnectionOptions): mysql.ConnectionOptions {
  const { host, port, user, database } = server
  const place = host.startsWith('/') ? { socketPath: host } : { host, port }
  const password = secrets.password === undefined ? {} : { password: secrets.password }
  return {
    ...place,
    ...password,
    ...tlsOf(server, secrets),
    user,
    database,
    connectTimeout: deadlines.connectMs,
    enableKeepAlive: true,
    charset: 'utf8mb4_bin',
    // Sums are numbers: none of ours is larger than 2^53.
    decimalNumbers: true,
    // Objects have no place in statements, and the server may not ask for files of this machine.
    stringifyObjects: true,
    flags: ['-LOCAL_FILES', 'FOUND_ROWS'],
    connectAttributes: { program_name: 'parlance' },
  }
}

function tlsOf({ tls }: DatabaseServer, { ca }: ServerSecrets): Pick<mysql.ConnectionOptions, 'ssl'> {
  if (tls === null) return {}
  const verify = { rejectUnauthorized: tls.verify, verifyIdentity: tls.verify }
  return { ssl: { ...verify, ...(ca === undefined ? {} : { ca }) } }
}

/** `||` joins texts, a statement changes all columns at once, and nothing is cut to fit. */
const sqlMode = [
  'STRICT_ALL_TABLES',
  'ERROR_FOR_DIVISION_BY_ZERO',
  'NO_ENGINE_SUBSTITUTION',
  'PIPES_AS_CONCAT',
  'SIMULTANEOUS_ASSIGNMENT',
].join(',')

/** Whatever the server's own settings are: texts are compared byte by byte, and a transaction sees what was committed before each of its statements. */
function setUp(patient: boolean): readonly string[] {
  const seconds = (ms: number) => (patient ? 0 : ms / 1000)
  const lockSeconds = patient ? 1_000_000 : deadlines.lockMs / 1000
  return [
    'SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin',
    `SET SESSION sql_mode = '${sqlMode}', SESSION default_storage_engine = InnoDB, SESSION autocommit = 1,
      SESSION sql_auto_is_null = 0, SESSION foreign_key_checks = 1, SESSION unique_checks = 1,
      SESSION max_statement_time = ${seconds(deadlines.statementMs)}, SESSION innodb_lock_wait_timeout = ${lockSeconds},
      SESSION lock_wait_timeout = ${lockSeconds}, SESSION idle_transaction_timeout = ${seconds(deadlines.silentMs)},
      SESSION wait_timeout = 86400`,
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ]
}
