/** Which of somebody's channels were spoken in last, and when. */
import type { Kysely } from 'kysely'
import type { LatestOfChannel } from '../../core/store-port.ts'
import type { UserId } from '../../core/types.ts'
import { channelColumns, channelFrom } from '../rows.ts'
import type { Tables } from '../tables.ts'
import { lastSpokenAt } from './spoken.ts'

/** A channel whose newest message lies outside is left out, whatever was said in it before. */
export async function latestOfChannels(
  db: Kysely<Tables>,
  user: UserId,
  { after, before, limit }: { after: number; before: number; limit: number },
): Promise<LatestOfChannel[]> {
  const rows = await db
    .selectFrom(newestOf(db, user).as('latest'))
    .innerJoin('channels', 'channels.id', 'latest.channel_id')
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .select('latest.sent_at')
    .where('latest.sent_at', '>', after)
    .where('latest.sent_at', '<', before)
    .orderBy('latest.sent_at')
    .orderBy('channels.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ channel: channelFrom(row), latestAt: row.sent_at ?? 0 }))
}

function newestOf(db: Kysely<Tables>, user: UserId) {
  return db
    .selectFrom('memberships')
    .select('memberships.channel_id')
    .select((is) => lastSpokenAt(is).as('sent_at'))
    .where('memberships.user_id', '=', user)
}
