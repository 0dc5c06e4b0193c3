/** What MariaDB does differently among database servers: its connections, whether it will do, its locks. */
import { isIP } from 'node:net'
import { Kysely, MysqlDialect, sql } from 'kysely'
import type { Tables } from '../../tables.ts'
import { positionsOf } from '../server/batch.ts'
import type { PoolOptions, ServerKind } from '../server/open-server.ts'
import { demandServer } from './demands.ts'
import { MariadbPool } from './pool.ts'
import { mariadbWords } from './schema.ts'
import { mariadbIndex } from './search-index.ts'

/** Locks belong to the whole server: each database has its own. */
const lockName = sql<string>`concat('parlance ', database())`
/** Whoever changes a schema for longer has been forgotten. */
const lockSeconds = 3600

/** The driver looks for the name of the host in a certificate, and where that is an address, for `localhost`. */
function demandName({ server: { tls, host } }: PoolOptions): void {
  if (tls?.verify === true && isIP(host) !== 0)
    throw new Error(
      'its certificate cannot be checked against an address: give its name in database.host, or set database.tls.mode to require or off',
    )
}

export const mariadb: ServerKind = {
  schema: mariadbWords,
  index: mariadbIndex,
  connect(options) {
    demandName(options)
    const pool = new MariadbPool(options)
    const db = new Kysely<Tables>({ dialect: new MysqlDialect({ pool }) })
    return { db, waiting: () => pool.waiting }
  },
  lockPositions: (transaction, channels) => positionsOf(transaction, channels).forUpdate().execute(),
  demand: demandServer,
  // What is numbered goes on behind the largest number that was written.
  settleCopy: () => Promise.resolve(),
  /** Nodes that start at the same time wait here for each other. */
  async alone(holder, work) {
    const asked = await sql<{
      got: number | null
    }>`SELECT get_lock(${lockName}, ${sql.lit(lockSeconds)}) AS got`.execute(holder)
    if (asked.rows[0]?.got !== 1) throw new Error('another node has been changing its schema for an hour')
    try {
      return await work()
    } finally {
      await sql`SELECT release_lock(${lockName})`.execute(holder)
    }
  },
}
