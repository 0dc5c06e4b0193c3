/** How far somebody has read, and what is left: derived, never counted up. */
import { type Expression, type Kysely, sql } from 'kysely'
import { ChatError } from '../../core/errors.ts'
import type { ReadChannel, ReadPlace, UnreadChannel } from '../../core/store-port.ts'
import type { Channel, ChannelId, UserId } from '../../core/types.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { spokenKinds } from '../messages/spoken.ts'
import { channelColumns, channelFrom, membershipColumns, membershipFrom } from '../rows.ts'
import type { Tables } from '../tables.ts'
import type { Pair } from './join.ts'

const own = membershipColumns.map((column) => `memberships.${column}` as const)

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
    .where('messages.kind', 'in', spokenKinds)
    .groupBy([...columns, ...own])
    .orderBy((is) => is.fn.coalesce('channels.folded_name', sql.lit('')))
    .orderBy('channels.id')
    .execute()
  return rows.map((row) => ({
    channel: channelFrom(row),
    membership: membershipFrom(row),
    unread: row.unread,
    firstUnreadAt: row.first_unread_at,
  }))
}

/**
 * Each channel is one statement; asked together they share a commit. Nobody can have read past the end. The read time
 * follows, so that clients which know times agree with those that know positions.
 */
export async function markRead(
  dialect: Dialect,
  user: UserId,
  positions: readonly Reached[],
): Promise<readonly ReadChannel[]> {
  const before = await readingsOf(dialect.db, user, positions)
  const ahead = positions.filter(
    ({ channel, position }) => (before.get(channel)?.readPosition ?? position) < position,
  )
  if (ahead.length === 0) return []
  await movePositions(dialect, user, ahead)
  const moved: ReadChannel[] = []
  for (const { channel, readAt, readPosition } of (await readingsOf(dialect.db, user, ahead)).values()) {
    if (readAt !== null && readAt !== before.get(channel.id)?.readAt)
      moved.push({ channel, readAt, readPosition })
  }
  return moved
}

interface Reached {
  readonly channel: ChannelId
  readonly position: number
}

interface Reading {
  readonly channel: Channel
  readonly readPosition: number
  readonly readAt: number | null
}

async function readingsOf(
  db: Kysely<Tables>,
  user: UserId,
  of: readonly Reached[],
): Promise<ReadonlyMap<ChannelId, Reading>> {
  if (of.length === 0) return new Map()
  const ids = of.map(({ channel }) => channel)
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('channels', 'channels.id', 'memberships.channel_id')
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .select(['read_position', 'read_at'])
    .where('memberships.user_id', '=', user)
    .where('memberships.channel_id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { channel: channelFrom(row), readPosition: row.read_position, readAt: row.read_at },
    ]),
  )
}

async function movePositions(dialect: Dialect, user: UserId, positions: readonly Reached[]): Promise<void> {
  await Promise.all(
    positions.map(({ channel, position }) =>
      dialect.db
        .updateTable('memberships')
        .set((is) => ({
          read_position: dialect.larger(is.ref('read_position'), reached(channel, position)),
          read_at: later(dialect, is.ref('read_at'), timeAt(channel, position)),
        }))
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

/** When the last message up to a position was sent. */
function timeAt(channel: ChannelId, position: number) {
  return sql<
    number | null
  >`(SELECT sent_at FROM messages WHERE channel_id = ${channel} AND position <= ${position}
    ORDER BY position DESC LIMIT 1)`
}

export async function markReadAt(dialect: Dialect, pair: Pair, readAt: number): Promise<ReadPlace> {
  const { channel, user } = pair
  await dialect.db
    .updateTable('memberships')
    .set((is) => ({
      read_at: later(dialect, is.ref('read_at'), sql<number>`${readAt}`),
      read_position: dialect.larger(is.ref('read_position'), newestUntil(channel, readAt)),
    }))
    .where('user_id', '=', user)
    .where('channel_id', '=', channel)
    .execute()
  const query = dialect.db
    .selectFrom('memberships')
    .select(['read_at', 'read_position'])
    .where('user_id', '=', user)
  const row = await query.where('channel_id', '=', channel).executeTakeFirst()
  if (row === undefined) throw new ChatError('not-a-member', { channel })
  return { readAt: row.read_at ?? readAt, readPosition: row.read_position }
}

/** The highest position sent by a time. Messages that crossed each other on the way in lie close together, so a few suffice. */
function newestUntil(channel: ChannelId, time: number) {
  return sql<number>`(SELECT coalesce(max(position), 0) FROM (
    SELECT position FROM messages WHERE channel_id = ${channel} AND sent_at <= ${time}
    ORDER BY sent_at DESC, position DESC LIMIT 100) AS latest)`
}

/** The later of two times, of which each may be missing. */
function later(dialect: Dialect, one: Expression<number | null>, other: Expression<number | null>) {
  return dialect.larger(sql<number>`coalesce(${one}, ${other})`, sql<number>`coalesce(${other}, ${one})`)
}
