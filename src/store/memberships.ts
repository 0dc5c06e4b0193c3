/** Who belongs where, in which role, and how far they have read. */
import type { Kysely } from 'kysely'
import type { JoinedChannel, Member, MembershipStore } from '../core/store-port.ts'
import type { ChannelId, ChannelRole, UserId } from '../core/types.ts'
import type { Dialect } from './dialects/dialect.ts'
import { join } from './memberships/join.ts'
import { markRead, unreadChannels } from './memberships/reading.ts'
import { setRole } from './memberships/roles.ts'
import { channelColumns, channelFrom, membershipFrom } from './rows.ts'
import type { Tables } from './tables.ts'

export function membershipStore(dialect: Dialect): MembershipStore {
  const { db } = dialect
  return {
    add: (channel, user, joining) =>
      db.transaction().execute((transaction) => join(transaction, { channel, user }, joining)),
    async remove(channel, user) {
      const query = db.deleteFrom('memberships').where('channel_id', '=', channel).where('user_id', '=', user)
      return (await query.executeTakeFirst()).numDeletedRows > 0n
    },
    setRole: (channel, user, role) =>
      db.transaction().execute((transaction) => setRole(transaction, { channel, user }, role)),
    ofChannel: (channel) => membersOf(db, channel),
    ofUser: (user) => channelsOf(db, user),
    unread: (user) => unreadChannels(db, user),
    markRead: (user, positions) => markRead(dialect, user, positions),
  }
}

const highestFirst: readonly ChannelRole[] = ['owner', 'moderator', 'voice', 'member']

async function membersOf(db: Kysely<Tables>, channel: ChannelId): Promise<Member[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.name', 'memberships.role', 'users.away_text'])
    .where('memberships.channel_id', '=', channel)
    .orderBy('users.folded_name')
    .execute()
  const members = rows.map(({ id, name, role, away_text }) => ({
    user: { id, name },
    role,
    awayText: away_text,
  }))
  return members.sort((one, other) => highestFirst.indexOf(one.role) - highestFirst.indexOf(other.role))
}

async function channelsOf(db: Kysely<Tables>, user: UserId): Promise<JoinedChannel[]> {
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('channels', 'channels.id', 'memberships.channel_id')
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .select(['channel_id', 'user_id', 'role', 'joined_at', 'read_position'])
    .where('user_id', '=', user)
    .orderBy('channels.folded_name')
    .orderBy('channels.id')
    .execute()
  return rows.map((row) => ({ channel: channelFrom(row), membership: membershipFrom(row) }))
}
