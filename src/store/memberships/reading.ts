/** How far somebody has read, and what is left: derived, never counted up. */
import { type Kysely, sql } from 'kysely'
import type { UnreadChannel } from '../../core/store-port.ts'
import type { ChannelId, UserId } from '../../core/types.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { channelColumns, channelFrom, membershipFrom } from '../rows.ts'
import type { Tables } from '../tables.ts'

const own = [
  'memberships.channel_id',
  'memberships.user_id',
  'memberships.role',
  'joined_at',
  'read_position',
] as const

export async function unreadChannels(db: Kysely<Tables>, user: UserId): Promise<UnreadChannel[]> {
  const columns = channelColumns.map((column) => `channels.${column}` as const)
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('channels', 'channels.id', 'memberships.channel_id')
    .innerJoin('messages', 'messages.channel_id', 'channels.id')
    .select(columns)
    .select(own)
    .select((is) => is.fn.countAll<number>().as('unread'))
    .select((is) => is.fn.min('messages.sent_at').as('first_unread_at'))
    .where('memberships.user_id', '=', user)
    .whereRef('messages.position', '>', 'memberships.read_position')
    .whereRef('messages.author_id', '!=', 'memberships.user_id')
    .where('messages.deleted_at', 'is', null)
    .groupBy([...columns, ...own])
    .orderBy('channels.folded_name')
    .orderBy('channels.id')
    .execute()
  return rows.map((row) => ({
    channel: channelFrom(row),
    membership: membershipFrom(row),
    unread: row.unread,
    firstUnreadAt: row.first_unread_at,
  }))
}

/** Each channel is one statement; asked together they share a commit. Nobody can have read past the end. */
export async function markRead(
  dialect: Dialect,
  user: UserId,
  positions: readonly { channel: ChannelId; position: number }[],
): Promise<void> {
  await Promise.all(
    positions.map(({ channel, position }) =>
      dialect.db
        .updateTable('memberships')
        .set((is) => ({ read_position: dialect.larger(is.ref('read_position'), reached(channel, position)) }))
        .where('user_id', '=', user)
        .where('channel_id', '=', channel)
        .where('read_position', '<', position)
        .execute(),
    ),
  )
}

function reached(channel: ChannelId, position: number) {
  return sql<number>`(SELECT CASE WHEN last_position < ${position} THEN last_position ELSE ${position} END
    FROM channels WHERE id = ${channel})`
}
