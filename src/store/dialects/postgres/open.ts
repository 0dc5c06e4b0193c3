/** What PostgreSQL does differently among database servers: its connections, whether it will do, its locks. */
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Tables } from '../../tables.ts'
import { positionsOf } from '../server/batch.ts'
import type { ServerKind } from '../server/open-server.ts'
import { PostgresPool } from './pool.ts'
import { postgresWords } from './schema.ts'
import { postgresIndex } from './search-index.ts'

/** Numbers this program's own lock among all of a database; "parl" in ASCII. */
const lockNumber = 0x7061726c
const leastVersion = 13

export const postgres: ServerKind = {
  schema: postgresWords,
  index: postgresIndex,
  connect(options) {
    const pool = new PostgresPool(options)
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    return { db, waiting: () => pool.waiting }
  },
  // Weaker than `FOR UPDATE`: rows that refer to the channel can still be written meanwhile.
  lockPositions: (transaction, channels) => positionsOf(transaction, channels).forNoKeyUpdate().execute(),
  demand: demandServer,
  async settleCopy(transaction) {
    for (const table of ['messages', 'audit'] as const)
      await sql`SELECT setval(pg_get_serial_sequence(${table}, 'seq'), coalesce(max(seq), 0) + 1, false)
        FROM ${sql.table(table)}`.execute(transaction)
  },
  /** Nodes that start at the same time wait here for each other. */
  async alone(holder, work) {
    await sql`SELECT pg_advisory_lock(${sql.lit(lockNumber)})`.execute(holder)
    try {
      return await work()
    } finally {
      await sql`SELECT pg_advisory_unlock(${sql.lit(lockNumber)})`.execute(holder)
    }
  },
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
