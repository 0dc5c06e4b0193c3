/** One unchanging view of a PostgreSQL database that servers may be using. */
import type { DatabaseView } from '../view.ts'
import { connectOnce, type ServerOptions } from '../server/open-server.ts'
import { postgres } from './open.ts'

export async function openPostgresView(options: ServerOptions): Promise<DatabaseView> {
  const db = await connectOnce(postgres, options)
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
