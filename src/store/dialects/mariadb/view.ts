/** One unchanging view of a MariaDB database that servers may be using. */
import { sql } from 'kysely'
import type { DatabaseView } from '../view.ts'
import { connectOnce, type ServerOptions } from '../server/open-server.ts'
import { mariadb } from './open.ts'

export async function openMariadbView(options: ServerOptions): Promise<DatabaseView> {
  const db = await connectOnce(mariadb, options)
  try {
    const transaction = await db.startTransaction().execute()
    // A transaction that only begins looks at the database when it first asks; this one looks now.
    await sql`SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(transaction)
    await sql`START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY`.execute(transaction)
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
