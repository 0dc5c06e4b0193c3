/** Invitations of users into channels; joining uses them up. */
import type { Kysely } from 'kysely'
import type { ChannelStore } from '../../core/store-port.ts'
import type { ChannelId, UserId } from '../../core/types.ts'
import { isUniqueViolation } from '../dialects/dialect.ts'
import { orGone } from '../gone.ts'
import { channelColumns, channelFrom } from '../rows.ts'
import { prepared, type Reader } from '../prepared.ts'
import type { Tables } from '../tables.ts'

type Invitations = 'addInvitation' | 'isInvited' | 'invitations'

const invited = prepared((db, given: { readonly channel: ChannelId; readonly user: UserId }) =>
  db
    .selectFrom('channel_invitations')
    .select('user_id')
    .where('channel_id', '=', given.channel)
    .where('user_id', '=', given.user),
)

export function invitationStore(reader: Reader): Pick<ChannelStore, Invitations> {
  const { db } = reader
  return {
    async addInvitation(id, user, { by, at }) {
      const values = { channel_id: id, user_id: user, invited_by: by, invited_at: at }
      try {
        await orGone(db.insertInto('channel_invitations').values(values).execute())
      } catch (error) {
        // Invited already: once is enough.
        if (!isUniqueViolation(error)) throw error
      }
    },
    isInvited: async (channel, user) => (await invited.on(reader, { channel, user })).length > 0,
    async invitations(user) {
      return (await openInvitations(db, user).execute()).map(channelFrom)
    },
  }
}

/** An invitation that came too late, or into a channel that is archived by now, waits for nobody. */
function openInvitations(db: Kysely<Tables>, user: UserId) {
  const own = db.selectFrom('memberships').select('channel_id').where('user_id', '=', user)
  return db
    .selectFrom('channel_invitations')
    .innerJoin('channels', 'channels.id', 'channel_invitations.channel_id')
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .where('channel_invitations.user_id', '=', user)
    .where('channels.archived_at', 'is', null)
    .where('channels.id', 'not in', own)
    .orderBy('channel_invitations.invited_at')
    .orderBy('channels.id')
}
