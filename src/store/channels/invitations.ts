/** Invitations of users into channels; joining uses them up. */
import type { Kysely } from 'kysely'
import type { ChannelStore } from '../../core/store-port.ts'
import { isUniqueViolation } from '../dialects/dialect.ts'
import type { Tables } from '../tables.ts'

export function invitationStore(db: Kysely<Tables>): Pick<ChannelStore, 'addInvitation' | 'isInvited'> {
  return {
    async addInvitation(id, user, { by, at }) {
      const values = { channel_id: id, user_id: user, invited_by: by, invited_at: at }
      try {
        await db.insertInto('channel_invitations').values(values).execute()
      } catch (error) {
        // Invited already: once is enough.
        if (!isUniqueViolation(error)) throw error
      }
    },
    async isInvited(id, user) {
      const row = await db
        .selectFrom('channel_invitations')
        .select('user_id')
        .where('channel_id', '=', id)
        .where('user_id', '=', user)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}
