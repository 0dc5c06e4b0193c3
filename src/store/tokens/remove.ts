/** Tokens go: all of a user but one, or those that were found. Answers which. */
import type { TokenId, UserId } from '../../core/types.ts'
import type { Transaction } from '../transaction.ts'

export async function removeTokens(
  transaction: Transaction,
  user: UserId,
  keep: TokenId | null,
): Promise<readonly TokenId[]> {
  let query = transaction.selectFrom('tokens').select('id').where('user_id', '=', user)
  if (keep !== null) query = query.where('id', '!=', keep)
  return removeFound(transaction, await query.execute())
}

export async function removeFound(
  transaction: Transaction,
  rows: readonly { readonly id: TokenId }[],
): Promise<readonly TokenId[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await transaction.deleteFrom('tokens').where('id', 'in', ids).execute()
  return ids
}
