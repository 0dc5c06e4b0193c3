/** Messages: appending and changing through the queue, reading in pages, searching. */
import type { Kysely } from 'kysely'
import type { HistoryPage, MessageStore } from '../core/store-port.ts'
import type { ChannelId, Message, UserId } from '../core/types.ts'
import type { AppendQueue } from './append-queue.ts'
import type { Dialect } from './dialects/dialect.ts'
import { latestOfChannels } from './messages/conversations.ts'
import { range } from './messages/range.ts'
import { reactionStore } from './messages/reactions.ts'
import { spokenKinds } from './messages/spoken.ts'
import { channelFrom, messageColumns, messageFrom } from './rows.ts'
import type { Tables } from './tables.ts'

export function messageStore(dialect: Dialect, queue: AppendQueue): MessageStore {
  const { db } = dialect
  return {
    ...reactionStore(dialect),
    append: (message) => queue.append(message),
    edit: (id, change) => queue.change(change.text, () => dialect.editMessage(id, change)),
    remove: (id, at) => queue.change('', () => dialect.removeMessage(id, at)),
    async byId(id) {
      const row = await db
        .selectFrom('messages')
        .select(messageColumns)
        .where('id', '=', id)
        .executeTakeFirst()
      return row === undefined ? null : messageFrom(row)
    },
    latestBy: (channel, author) => latestBy(db, channel, author),
    history: (page) => history(db, page),
    range: (asked) => range(db, asked),
    latestOfChannels: (user, between) => latestOfChannels(db, user, between),
    async changedSince(channel, position, limit) {
      const query = db.selectFrom('messages').select(messageColumns).where('channel_id', '=', channel)
      const changed = query.where('changed_position', '>', position).orderBy('changed_position').limit(limit)
      return (await changed.execute()).map(messageFrom)
    },
    async search(query) {
      const found = await dialect.searchMessages(query)
      return found.map(({ channel, message }) => ({
        channel: channelFrom(channel),
        message: messageFrom(message),
      }))
    },
    async count() {
      const query = db.selectFrom('messages').select((is) => is.fn.countAll<number>().as('count'))
      return (await query.executeTakeFirstOrThrow()).count
    },
  }
}

/** What was said and is not deleted: topics and tags are for those who ask for a range. */
function visible(db: Kysely<Tables>, channel: ChannelId) {
  const query = db.selectFrom('messages').select(messageColumns)
  const inside = query.where('channel_id', '=', channel).where('deleted_at', 'is', null)
  return inside.where('kind', 'in', spokenKinds)
}

async function latestBy(db: Kysely<Tables>, channel: ChannelId, author: UserId): Promise<Message | null> {
  const query = visible(db, channel).where('author_id', '=', author).orderBy('position', 'desc').limit(1)
  const row = await query.executeTakeFirst()
  return row === undefined ? null : messageFrom(row)
}

async function history(db: Kysely<Tables>, page: HistoryPage): Promise<Message[]> {
  let query = visible(db, page.channel).orderBy('position', 'desc').limit(page.limit)
  if (page.before !== null) query = query.where('position', '<', page.before)
  return (await query.execute()).map(messageFrom).toReversed()
}
