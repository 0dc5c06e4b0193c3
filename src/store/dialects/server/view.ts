/** One unchanging view of a database server that others may be using: a transaction that only reads, on a connection of its own. */
import type { ControlledTransaction, Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'
import type { DatabaseView } from '../view.ts'
import { connectOnce, type ServerKind, type ServerOptions } from './open-server.ts'

/** `begin`: how a kind of server begins such a transaction. */
export async function openServerView(
  kind: ServerKind,
  options: ServerOptions,
  begin: (db: Kysely<Tables>) => Promise<ControlledTransaction<Tables>>,
): Promise<DatabaseView> {
  const db = await connectOnce(kind, options)
  try {
    const transaction = await begin(db)
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
