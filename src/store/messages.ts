/** Messages: appending and changing through the queue, reading in pages, searching. */
import type { Kysely } from 'kysely'
import type { FoundMessage, HistoryPage, MessageStore, SearchQuery } from '../core/store-port.ts'
import type { ChannelId, Message, MessageId } from '../core/types.ts'
import type { AppendQueue } from './append-queue.ts'
import type { Dialect } from './dialects/dialect.ts'
import { changedSince } from './messages/changes.ts'
import { latestOfChannels } from './messages/conversations.ts'
import { pinStore } from './messages/pins.ts'
import { range } from './messages/range.ts'
import { reactionStore } from './messages/reactions.ts'
import { spokenKinds } from './messages/spoken.ts'
import { gathered, messagesFrom, none, reactionsOf, wholeMessage } from './messages/whole.ts'
import { channelFrom, messageColumns, messageWith } from './rows.ts'
import type { Tables } from './tables.ts'

export function messageStore(dialect: Dialect, queue: AppendQueue): MessageStore {
  const { db } = dialect
  return {
    ...reactionStore(dialect, queue),
    ...pinStore(dialect, queue),
    append: (message) => queue.append(message),
    appendTogether: (messages) => queue.appendTogether(messages),
    async edit(id, change) {
      const row = await queue.change(change.text, () => dialect.editMessage(id, change))
      return row === null ? null : messageWith(row.message, gathered(row.signs))
    },
    async remove(id, at) {
      const row = await queue.change('', () => dialect.removeMessage(id, at))
      return row === null ? null : messageWith(row, none)
    },
    byId: (id) => byId(db, id),
    async latestBy(channel, author) {
      const row = await dialect.latestBy(channel, author)
      return row === null ? null : wholeMessage(row, await reactionsOf(db, [row.id]))
    },
    history: (page) => history(db, page),
    range: (asked) => range(db, asked),
    latestOfChannels: (user, between) => latestOfChannels(db, user, between),
    changedSince: (channel, after, limit) => changedSince(db, { channel, after, limit }),
    search: (query) => search(dialect, query),
    async count() {
      const query = db.selectFrom('messages').select((is) => is.fn.countAll<number>().as('count'))
      return (await query.executeTakeFirstOrThrow()).count
    },
  }
}

async function search(dialect: Dialect, query: SearchQuery): Promise<readonly FoundMessage[]> {
  const found = await dialect.searchMessages(query)
  const reactions = await reactionsOf(
    dialect.db,
    found.map(({ message }) => message.id),
  )
  return found.map(({ channel, message }) => ({
    channel: channelFrom(channel),
    message: wholeMessage(message, reactions),
  }))
}

/** Asked together with its reactions: it is on the way of every answer to a message. */
async function byId(db: Kysely<Tables>, id: MessageId): Promise<Message | null> {
  const query = db.selectFrom('messages').select(messageColumns).where('id', '=', id)
  const [row, reactions] = await Promise.all([query.executeTakeFirst(), reactionsOf(db, [id])])
  return row === undefined ? null : wholeMessage(row, reactions)
}

/** What was said and is not deleted: topics and tags are for those who ask for a range. */
function visible(db: Kysely<Tables>, channel: ChannelId) {
  const query = db.selectFrom('messages').select(messageColumns)
  const inside = query.where('channel_id', '=', channel).where('deleted_at', 'is', null)
  return inside.where('kind', 'in', spokenKinds)
}

async function history(db: Kysely<Tables>, page: HistoryPage): Promise<readonly Message[]> {
  let query = visible(db, page.channel).orderBy('position', 'desc').limit(page.limit)
  if (page.before !== null) query = query.where('position', '<', page.before)
  return messagesFrom(db, (await query.execute()).toReversed())
}
