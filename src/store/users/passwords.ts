/** A password is changed, and with it every token of the user goes but one; or it is only hashed anew. */
import type { Kysely } from 'kysely'
import type { NewPassword, UserStore } from '../../core/store-port.ts'
import type { UserId } from '../../core/types.ts'
import type { Tables } from '../tables.ts'
import { removeTokens } from '../tokens/remove.ts'
import type { Transaction } from '../transaction.ts'

export async function setPassword(
  transaction: Transaction,
  id: UserId,
  { passwordHash, scram, keep, changes }: NewPassword,
): Promise<boolean> {
  let query = transaction
    .updateTable('users')
    .set((is) => ({
      password_hash: passwordHash,
      scram,
      password_changes: is('password_changes', '+', 1),
    }))
    .where('id', '=', id)
  if (changes !== null) query = query.where('password_changes', '=', changes)
  if ((await query.executeTakeFirst()).numUpdatedRows === 0n) return false
  await removeTokens(transaction, id, keep)
  return true
}

export async function strengthenPassword(
  db: Kysely<Tables>,
  id: UserId,
  { passwordHash, scram, changes }: Parameters<UserStore['strengthenPassword']>[1],
): Promise<void> {
  const query = db.updateTable('users').set({ password_hash: passwordHash, scram }).where('id', '=', id)
  await query.where('password_changes', '=', changes).execute()
}
