/** Owns the connections to a PostgreSQL server: so many at most, each with a deadline on everything, replaced when broken. */
import type { PostgresPool as KyselyPool, PostgresPoolClient } from 'kysely'
import { checkServerIdentity } from 'node:tls'
import pg from 'pg'
import { ChatError } from '../../../core/errors.ts'
import { deadlines, mostWaiting } from '../server/deadlines.ts'
import type { PoolOptions } from '../server/open-server.ts'
import type { OutageLog } from '../server/outage-log.ts'
import type { DatabaseServer } from '../../../lib/database-server.ts'
import type { ServerSecrets } from '../server/settings.ts'
import { breaksConnection, errorFrom } from './errors.ts'

/** 64-bit integers and sums become numbers: none of ours is larger than 2^53. */
const numbers = new Set([20, 1700])
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    numbers.has(oid) ? Number : pg.types.getTypeParser(oid, format ?? 'text'),
}

export class PostgresPool implements KyselyPool {
  readonly options = {}
  readonly #pool: pg.Pool
  readonly #outages: OutageLog
  readonly #patient: boolean
  readonly #prepared = new WeakSet<pg.PoolClient>()

  constructor({ server, secrets, outages, connections, patient }: PoolOptions) {
    this.#outages = outages
    this.#patient = patient
    this.#pool = new pg.Pool({
      host: server.host,
      port: server.port,
      user: server.user,
      database: server.database,
      password: secrets.password,
      ssl: tlsOf(server, secrets),
      application_name: 'parlance',
      max: connections,
      connectionTimeoutMillis: deadlines.connectMs,
      idleTimeoutMillis: patient ? deadlines.patientIdleMs : deadlines.idleMs,
      keepAlive: true,
      types,
      ...(patient ? {} : { query_timeout: deadlines.giveUpMs }),
    })
    // One that breaks while nobody asks it anything: the next request meets the reason, if it lasts.
    const broke = (error: Error) => outages.failed(errorFrom(error))
    this.#pool.on('error', broke)
    this.#pool.on('connect', (client) => client.on('error', broke))
  }

  get waiting(): number {
    return this.#pool.waitingCount
  }

  async connect(): Promise<PostgresPoolClient> {
    if (this.#pool.waitingCount >= mostWaiting) throw new ChatError('busy', {})
    try {
      const client = await this.#pool.connect()
      const connection = new PooledConnection(client, this.#outages)
      if (!this.#prepared.has(client)) await this.#prepare(client, connection)
      return connection
    } catch (error) {
      throw this.#refusal(error)
    }
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }

  /** Whatever the server's own settings are, what is acknowledged is on its disk, and a transaction sees what was committed before each of its statements. */
  async #prepare(client: pg.PoolClient, connection: PooledConnection): Promise<void> {
    const limits = this.#patient
      ? `SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0`
      : `SET statement_timeout = ${deadlines.statementMs}; SET lock_timeout = ${deadlines.lockMs};
        SET idle_in_transaction_session_timeout = ${deadlines.silentMs}`
    try {
      await client.query(`${limits}; SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`)
      this.#prepared.add(client)
    } catch (error) {
      connection.release(true)
      throw error
    }
  }

  #refusal(error: unknown): unknown {
    const refusal = errorFrom(error)
    this.#outages.failed(refusal)
    return refusal
  }
}

/** One connection while somebody has it. */
class PooledConnection implements PostgresPoolClient {
  readonly #client: pg.PoolClient
  readonly #outages: OutageLog
  #isBroken = false

  constructor(client: pg.PoolClient, outages: OutageLog) {
    this.#client = client
    this.#outages = outages
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- the signature is the interface's: the database's door
  query(sql: any, parameters?: readonly unknown[]): any {
    return this.#ask(String(sql), [...(parameters ?? [])])
  }

  release(destroy = false): void {
    this.#client.release(destroy || this.#isBroken)
  }

  async #ask(sql: string, parameters: unknown[]): Promise<pg.QueryResult> {
    try {
      const result = await this.#client.query(sql, parameters.map(withoutNul))
      this.#outages.answered()
      return result
    } catch (error) {
      if (breaksConnection(error)) this.#isBroken = true
      const refusal = errorFrom(error)
      this.#outages.failed(refusal)
      throw refusal
    }
  }
}

/** PostgreSQL has no place for NUL in texts. No stored text holds it (`core/input.ts`); one that is looked for is then found nowhere. */
function withoutNul(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value
}

function tlsOf({ tls, host }: DatabaseServer, { ca }: ServerSecrets): pg.PoolConfig['ssl'] {
  if (tls === null) return false
  return {
    rejectUnauthorized: tls.verify,
    ...(ca === undefined ? {} : { ca }),
    // By an address there is no name in the greeting, and Node.js would look for "localhost" in the certificate.
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
  }
}
