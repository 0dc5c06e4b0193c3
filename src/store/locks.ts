/**
 * Transactions about the same user or channel come one after the other: each writes to its row before it reads what it
 * decides by. Whoever locks both locks the channel first.
 */
import type { ChannelId, UserId } from '../core/types.ts'
import type { Transaction } from './transaction.ts'

/** Whether there is such a user. */
export async function lockUser(transaction: Transaction, id: UserId): Promise<boolean> {
  const written = transaction.updateTable('users').set((is) => ({ name: is.ref('name') }))
  return (await written.where('id', '=', id).executeTakeFirst()).numUpdatedRows > 0n
}

/** Whether there is such a channel. Nothing takes a place in it until the transaction ends. */
export async function lockChannel(transaction: Transaction, id: ChannelId): Promise<boolean> {
  const written = transaction.updateTable('channels').set((is) => ({ name: is.ref('name') }))
  return (await written.where('id', '=', id).executeTakeFirst()).numUpdatedRows > 0n
}
