/** Guests go without a trace but for what they said: names, memberships, invitations and metadata follow them, messages stay. */
import type { Kysely } from 'kysely'
import type { UserId } from '../../core/types.ts'
import type { Tables } from '../tables.ts'

export async function removeGuest(db: Kysely<Tables>, id: UserId): Promise<void> {
  const guest = db.selectFrom('users').select('id').where('id', '=', id).where('kind', '=', 'guest')
  // Asked together, they share a commit.
  await Promise.all([
    db.deleteFrom('metadata').where('subject_id', 'in', guest).execute(),
    db.deleteFrom('users').where('id', '=', id).where('kind', '=', 'guest').execute(),
  ])
}

export async function removeAllGuests(db: Kysely<Tables>): Promise<number> {
  const guests = db.selectFrom('users').select('id').where('kind', '=', 'guest')
  const [, removed] = await Promise.all([
    db.deleteFrom('metadata').where('subject_id', 'in', guests).execute(),
    db.deleteFrom('users').where('kind', '=', 'guest').executeTakeFirst(),
  ])
  return Number(removed.numDeletedRows)
}
