/** Guests go without a trace but for what they said: names, memberships, invitations and metadata follow them, messages stay. */
import type { UserId } from '../../core/types.ts'
import type { Transaction } from '../transaction.ts'

export async function removeGuest(transaction: Transaction, id: UserId): Promise<void> {
  const guest = transaction.selectFrom('users').select('id').where('id', '=', id).where('kind', '=', 'guest')
  await transaction.deleteFrom('metadata').where('subject_id', 'in', guest).execute()
  await transaction.deleteFrom('users').where('id', '=', id).where('kind', '=', 'guest').execute()
}

export async function removeAllGuests(transaction: Transaction): Promise<number> {
  const guests = transaction.selectFrom('users').select('id').where('kind', '=', 'guest')
  await transaction.deleteFrom('metadata').where('subject_id', 'in', guests).execute()
  const removed = await transaction.deleteFrom('users').where('kind', '=', 'guest').executeTakeFirst()
  return Number(removed.numDeletedRows)
}
