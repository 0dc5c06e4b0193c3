/** What a query inside a transaction is given, and how one is run. */
import type { Kysely, Transaction as KyselyTransaction } from 'kysely'
import { DatabaseError, isConflict, isUniqueViolation } from './dialects/dialect.ts'
import type { Tables } from './tables.ts'

export type Transaction = KyselyTransaction<Tables>

const mostAttempts = 5

/**
 * All of `work` or nothing. Where other transactions write at the same time the database may end this one for them (a
 * deadlock): then it is tried anew, so `work` changes nothing but the database.
 */
export function inTransaction<T>(
  db: Kysely<Tables>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return anewOnConflict(() => db.transaction().execute(work))
}

/** `work` is a transaction, however it is run. */
export async function anewOnConflict<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isConflict(error) || attempt === mostAttempts) throw error
    }
  }
}

/** For an insert of what was not there a moment ago: if another transaction was first, the whole of this one is tried anew, and finds it. */
export async function orAnew<T>(insert: Promise<T>): Promise<T> {
  try {
    return await insert
  } catch (error) {
    throw isUniqueViolation(error) ? new DatabaseError('conflict', String(error)) : error
  }
}
