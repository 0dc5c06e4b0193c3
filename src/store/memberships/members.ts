/** Who is in a channel, and who shares a channel with whom. */
import type { Member, MembershipStore } from '../../core/store-port.ts'
import type { ChannelId, ChannelRole, UserId } from '../../core/types.ts'
import { prepared, type Reader } from '../prepared.ts'
import { userColumns, userFrom } from '../rows.ts'

const highestFirst: readonly ChannelRole[] = ['owner', 'admin', 'moderator', 'halfop', 'voice', 'member']

export function memberReads(
  reader: Reader,
): Pick<MembershipStore, 'ofChannel' | 'ofUsers' | 'hasOwner' | 'peers'> {
  const { db } = reader
  return {
    async ofUsers(users) {
      if (users.length === 0) return new Map()
      const query = db.selectFrom('memberships').select(['user_id', 'channel_id'])
      const rows = await query.where('user_id', 'in', users).execute()
      const channels = new Map<UserId, ChannelId[]>()
      for (const { user_id: user, channel_id: channel } of rows)
        channels.set(user, [...(channels.get(user) ?? []), channel])
      return channels
    },
    ofChannel: (channel) => membersOf(reader, channel),
    async hasOwner(channel) {
      const query = db.selectFrom('memberships').select('user_id').where('channel_id', '=', channel)
      return (await query.where('role', '=', 'owner').limit(1).executeTakeFirst()) !== undefined
    },
    async peers(user) {
      const shared = db
        .selectFrom('memberships')
        .innerJoin('channels', 'channels.id', 'memberships.channel_id')
        .select('channels.id')
        .where('memberships.user_id', '=', user)
        .where('channels.kind', '!=', 'direct')
      const query = db.selectFrom('memberships').select('user_id').distinct()
      return (await query.where('channel_id', 'in', shared).execute()).map(({ user_id }) => user_id)
    },
  }
}

const inChannel = prepared((db, given: { readonly channel: ChannelId }) =>
  db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(userColumns.map((column) => `users.${column}` as const))
    .select(['memberships.role as channel_role', 'memberships.voiced'])
    .where('memberships.channel_id', '=', given.channel)
    .orderBy('users.folded_name'),
)

async function membersOf(reader: Reader, channel: ChannelId): Promise<Member[]> {
  const rows = await inChannel.on(reader, { channel })
  const members = rows.map((row) => ({
    user: userFrom(row),
    role: row.channel_role,
    voiced: row.voiced === 1,
  }))
  return members.sort((one, other) => highestFirst.indexOf(one.role) - highestFirst.indexOf(other.role))
}
