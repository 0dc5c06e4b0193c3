/** History between two places, each a message or a time. The order is always that of the positions. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { HistoryPoint, HistoryRange } from '../../core/store-port.ts'
import type { ChannelId, Message } from '../../core/types.ts'
import { messageColumns } from '../rows.ts'
import type { Tables } from '../tables.ts'
import { spokenKinds } from './spoken.ts'
import { messagesFrom } from './whole.ts'

export async function range(db: Kysely<Tables>, asked: HistoryRange): Promise<readonly Message[]> {
  const { channel, after, before, keep, limit, spokenOnly } = asked
  let query = db.selectFrom('messages').select(messageColumns).where('channel_id', '=', channel)
  query = query.where('deleted_at', 'is', null).limit(limit)
  if (spokenOnly) query = query.where('kind', 'in', spokenKinds)
  if (after !== null) query = query.where('position', '>', lastUpTo(channel, after))
  if (before !== null) query = query.where('position', '<', firstFrom(channel, before))
  const rows = await query.orderBy('position', keep === 'oldest' ? 'asc' : 'desc').execute()
  return messagesFrom(db, keep === 'oldest' ? rows : rows.toReversed())
}

/**
 * A time becomes the position of the last message said by then: one look into the index, and pages cut by time join
 * with those cut by message even where two messages crossed each other on the way in.
 */
function lastUpTo(channel: ChannelId, point: HistoryPoint): RawBuilder<number> {
  if ('position' in point) return sql<number>`${point.position}`
  return sql<number>`coalesce((SELECT position FROM messages WHERE channel_id = ${channel} AND sent_at <= ${point.at}
    ORDER BY sent_at DESC, position DESC LIMIT 1), 0)`
}

function firstFrom(channel: ChannelId, point: HistoryPoint): RawBuilder<number> {
  if ('position' in point) return sql<number>`${point.position}`
  return sql<number>`coalesce((SELECT position FROM messages WHERE channel_id = ${channel} AND sent_at >= ${point.at}
    ORDER BY sent_at, position LIMIT 1), ${Number.MAX_SAFE_INTEGER})`
}
