/** The names nobody else can have: what somebody goes by, and the account. One row for each in `names`. */
import type { Kysely } from 'kysely'
import { ChatError } from '../../core/errors.ts'
import type { UserId } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'
import { isUniqueViolation } from '../dialects/dialect.ts'
import { prepared } from '../prepared.ts'
import type { NamesTable, Tables } from '../tables.ts'
import type { Transaction } from '../transaction.ts'

/** The id behind a name, for use inside another query. */
export function holderOf(db: Kysely<Tables>, name: string) {
  return db.selectFrom('names').select('user_id').where('folded_name', '=', foldName(name))
}

/** Makes a name the user's, unless it is theirs already. */
export async function takeName(transaction: Transaction, user: UserId, name: string): Promise<void> {
  const holder = await holderOf(transaction, name).executeTakeFirst()
  if (holder?.user_id === user) return
  if (holder !== undefined) throw new ChatError('name-taken', { name })
  await addName(transaction, user, name)
}

/** The same for somebody new, who has none. */
export async function addName(transaction: Transaction, user: UserId, name: string): Promise<void> {
  const row = { folded_name: foldName(name), user_id: user }
  await orTaken(name, insertion.inside(transaction, row))
}

const insertion = prepared((db, given: NamesTable) => db.insertInto('names').values(given))

/** The database has the last word: what another transaction took meanwhile is taken. */
export async function orTaken<T>(name: string, change: Promise<T>): Promise<T> {
  try {
    return await change
  } catch (error) {
    throw isUniqueViolation(error) ? new ChatError('name-taken', { name }) : error
  }
}
