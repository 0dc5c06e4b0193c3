/** Messages kept in sight of a channel: so many of each and no more. One let go keeps its row. */
import type { Kysely } from 'kysely'
import { ChatError } from '../../core/errors.ts'
import type { MessageStore, NewPin, PinnedMessage } from '../../core/store-port.ts'
import type { ChannelId } from '../../core/types.ts'
import type { AppendQueue } from '../append-queue.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { messageColumns } from '../rows.ts'
import type { Tables } from '../tables.ts'
import { messagesFrom } from './whole.ts'

export function pinStore(
  dialect: Dialect,
  queue: AppendQueue,
): Pick<MessageStore, 'pin' | 'unpin' | 'pinned'> {
  return {
    async pin(given, limit) {
      const position = await queue.change('', () => dialect.pin(given, limit))
      if (position === null) await demandThere(dialect, given, limit)
      return position
    },
    unpin: (given) => queue.change('', () => dialect.unpin(given)),
    pinned: (channel) => pinnedIn(dialect.db, channel),
  }
}

/** Nothing was stored. Unless the message was pinned, it says why. */
async function demandThere({ db }: Dialect, { message }: NewPin, limit: number): Promise<void> {
  const query = db.selectFrom('messages').select(['channel_id', 'kind']).where('id', '=', message)
  const row = await query.where('deleted_at', 'is', null).executeTakeFirst()
  if (row === undefined || row.kind === 'topic' || row.kind === 'tags')
    throw new ChatError('no-such-message', {})
  const pinned = await pinnedIn(db, row.channel_id)
  if (pinned.some((one) => one.message.id === message) || pinned.length < limit) return
  throw new ChatError('too-many-entries', { limit })
}

async function pinnedIn(db: Kysely<Tables>, channel: ChannelId): Promise<readonly PinnedMessage[]> {
  const rows = await db
    .selectFrom('pins')
    .innerJoin('messages', 'messages.id', 'pins.message_id')
    .select(messageColumns.map((column) => `messages.${column}` as const))
    .select(['pins.user_id', 'pins.user_name', 'pins.pinned_at'])
    .where('pins.channel_id', '=', channel)
    .where('pins.removed_at', 'is', null)
    .where('messages.deleted_at', 'is', null)
    .orderBy('pins.changed_position', 'desc')
    .execute()
  const messages = await messagesFrom(db, rows)
  return messages.flatMap((message, index) => {
    const row = rows[index]
    return row === undefined
      ? []
      : [{ message, by: { id: row.user_id, name: row.user_name }, at: row.pinned_at }]
  })
}
