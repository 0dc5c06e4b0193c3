/**
 * Transactions about the same user or channel come one after the other: each writes to its row before it reads what it
 * decides by. Whoever locks both locks the channel first.
 */
import type { ChannelId, UserId } from '../core/types.ts'
import { prepared } from './prepared.ts'
import type { Transaction } from './transaction.ts'

const user = prepared((db, given: { readonly id: UserId }) =>
  db
    .updateTable('users')
    .set((is) => ({ name: is.ref('name') }))
    .where('id', '=', given.id),
)

const channel = prepared((db, given: { readonly id: ChannelId }) =>
  db
    .updateTable('channels')
    .set((is) => ({ name: is.ref('name') }))
    .where('id', '=', given.id),
)

/** Whether there is such a user. */
export async function lockUser(transaction: Transaction, id: UserId): Promise<boolean> {
  const { numAffectedRows = 0n } = await user.inside(transaction, { id })
  return numAffectedRows > 0n
}

/** Whether there is such a channel. Nothing takes a place in it until the transaction ends. */
export async function lockChannel(transaction: Transaction, id: ChannelId): Promise<boolean> {
  const { numAffectedRows = 0n } = await channel.inside(transaction, { id })
  return numAffectedRows > 0n
}
