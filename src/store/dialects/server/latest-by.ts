/** The newest message of somebody in a channel, by an index of authors. */
import type { Kysely } from 'kysely'
import type { ChannelId, UserId } from '../../../core/types.ts'
import { spokenKinds } from '../../messages/spoken.ts'
import { messageColumns, type MessageFields } from '../../rows.ts'
import type { Tables } from '../../tables.ts'

export async function latestBy(
  db: Kysely<Tables>,
  channel: ChannelId,
  author: UserId,
): Promise<MessageFields | null> {
  const query = db.selectFrom('messages').select(messageColumns)
  const theirs = query.where('author_id', '=', author).where('channel_id', '=', channel)
  const seen = theirs.where('deleted_at', 'is', null).where('kind', 'in', spokenKinds)
  return (await seen.orderBy('position', 'desc').limit(1).executeTakeFirst()) ?? null
}
