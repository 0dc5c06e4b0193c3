/** One unchanging view of a MariaDB database that servers may be using. */
import { sql } from 'kysely'
import type { ServerOptions } from '../server/open-server.ts'
import { openServerView } from '../server/view.ts'
import type { DatabaseView } from '../view.ts'
import { mariadb } from './open.ts'

export function openMariadbView(options: ServerOptions): Promise<DatabaseView> {
  return openServerView(mariadb, options, async (db) => {
    const transaction = await db.startTransaction().execute()
    // A transaction that only begins looks at the database when it first asks; this one looks now.
    await sql`SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ`.execute(transaction)
    await sql`START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY`.execute(transaction)
    return transaction
  })
}
