/** One unchanging view of a PostgreSQL database that servers may be using. */
import { Kysely, PostgresDialect } from 'kysely'
import type { Tables } from '../../tables.ts'
import type { DatabaseView } from '../view.ts'
import { OutageLog } from '../server/outage-log.ts'
import { readSecrets } from '../server/settings.ts'
import type { PostgresOptions } from './open.ts'
import { PostgresPool } from './pool.ts'

export async function openPostgresView({ server, log }: PostgresOptions): Promise<DatabaseView> {
  const secrets = await readSecrets(server)
  const pool = new PostgresPool({
    server,
    secrets,
    outages: new OutageLog(log),
    connections: 1,
    patient: true,
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  try {
    const begun = db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only')
    const transaction = await begun.execute()
    return {
      db: transaction,
      async close() {
        await transaction.rollback().execute()
        await db.destroy()
      },
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
