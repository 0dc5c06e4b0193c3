/** Guests go without a trace but for what they said: memberships and invitations follow them, messages stay. */
import type { Kysely } from 'kysely'
import type { UserId } from '../../core/types.ts'
import type { Tables } from '../tables.ts'

export async function removeGuest(db: Kysely<Tables>, id: UserId): Promise<void> {
  await db.deleteFrom('users').where('id', '=', id).where('kind', '=', 'guest').execute()
}

export async function removeAllGuests(db: Kysely<Tables>): Promise<number> {
  const removed = await db.deleteFrom('users').where('kind', '=', 'guest').executeTakeFirst()
  return Number(removed.numDeletedRows)
}
