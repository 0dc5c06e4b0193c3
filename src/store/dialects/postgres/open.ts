/** The PostgreSQL dialect: connects, looks whether it is a server that will do, and puts the capabilities together. */
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Log } from '../../../core/ports.ts'
import type { Tables } from '../../tables.ts'
import type { Transaction } from '../../transaction.ts'
import type { Dialect } from '../dialect.ts'
import type { ServerCapabilities } from '../server/capabilities.ts'
import { indexCopied } from '../server/index-copied.ts'
import { Changes } from '../server/changes.ts'
import { serverHotPaths } from '../server/hot-paths.ts'
import { OutageLog } from '../server/outage-log.ts'
import { readSecrets, type DatabaseServer } from '../server/settings.ts'
import { PostgresPool } from './pool.ts'
import { postgresWords } from './schema.ts'
import { postgresIndex } from './search-index.ts'

export interface PostgresOptions {
  readonly server: DatabaseServer
  readonly log: Log
}

/** One holds the lock of whoever changes the schema, the other changes it. */
const patientConnections = 2
/** Numbers this program's own lock among all of a database; "parl" in ASCII. */
const lockNumber = 0x7061726c
const leastVersion = 13

export async function openPostgres({ server, log }: PostgresOptions): Promise<Dialect> {
  const made = { server, secrets: await readSecrets(server), outages: new OutageLog(log) }
  const pool = new PostgresPool({ ...made, connections: server.connections, patient: false })
  const patientPool = new PostgresPool({ ...made, connections: patientConnections, patient: true })
  const [db, patient] = [kyselyOver(pool), kyselyOver(patientPool)]
  const close = async () => {
    await Promise.all([db.destroy(), patient.destroy()])
  }
  await demandServer(db).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const capabilities: ServerCapabilities = { db, index: postgresIndex, lockPositions }
  const changes = new Changes(capabilities)
  return {
    ...serverHotPaths(capabilities, changes),
    db,
    patient,
    schema: postgresWords,
    larger: (left, right) => sql<number>`greatest(${left}, ${right})`,
    copyTo: null,
    indexCopied: (transaction, seqs) => indexCopied(transaction, postgresIndex, seqs),
    settleCopy,
    alone: (work) => alone(patient, work),
    async ping() {
      await db.selectFrom('users').select('id').limit(1).execute()
    },
    waiting: () => changes.waiting + pool.waiting,
    close,
  }
}

function kyselyOver(pool: PostgresPool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

const lockPositions: ServerCapabilities['lockPositions'] = (transaction, channels) =>
  transaction
    .selectFrom('channels')
    .select(['id', 'last_position'])
    .where('id', 'in', channels)
    .orderBy('id')
    // Weaker than `FOR UPDATE`: rows that refer to the channel can still be written meanwhile.
    .forNoKeyUpdate()
    .execute()

async function settleCopy(transaction: Transaction): Promise<void> {
  for (const table of ['messages', 'audit'] as const)
    await sql`SELECT setval(pg_get_serial_sequence(${table}, 'seq'), coalesce(max(seq), 0) + 1, false)
      FROM ${sql.table(table)}`.execute(transaction)
}

async function demandServer(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ version: string; encoding: string }>`SELECT
    current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`.execute(
    db,
  )
  const [found] = rows
  const version = Math.floor(Number(found?.version) / 10_000)
  if (version < leastVersion)
    throw new Error(`it is PostgreSQL ${version}, and ${leastVersion} is the oldest that will do`)
  if (found?.encoding !== 'UTF8')
    throw new Error(`its encoding is ${found?.encoding}: create it with ENCODING 'UTF8' TEMPLATE template0`)
}

/** Nodes that start at the same time wait here for each other. */
async function alone<T>(patient: Kysely<Tables>, work: () => Promise<T>): Promise<T> {
  return patient.connection().execute(async (holder) => {
    await sql`SELECT pg_advisory_lock(${sql.lit(lockNumber)})`.execute(holder)
    try {
      return await work()
    } finally {
      await sql`SELECT pg_advisory_unlock(${sql.lit(lockNumber)})`.execute(holder)
    }
  })
}
