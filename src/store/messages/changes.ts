/** What changed in a channel after a position: everything that takes places in its order, merged. */
import { type Kysely, sql, type SqlBool } from 'kysely'
import type { Changes } from '../../core/store-port.ts'
import type { Change, ChannelId, Person } from '../../core/types.ts'
import { messageColumns, type MessageFields, previewsFrom } from '../rows.ts'
import type { PinRow, Tables } from '../tables.ts'
import { messagesFrom } from './whole.ts'

interface Asked {
  readonly channel: ChannelId
  readonly after: number
  /** What comes later is not read: the parts of the answer are read one after the other, and it must not grow in between. */
  readonly upTo: number
  readonly limit: number
}

export async function changedSince(
  db: Kysely<Tables>,
  { channel, after, limit }: Omit<Asked, 'upTo'>,
): Promise<Changes> {
  const query = db.selectFrom('channels').select('last_position').where('id', '=', channel)
  const upTo = (await query.executeTakeFirst())?.last_position ?? 0
  if (upTo <= after) return { changes: [], position: upTo }
  const asked = { channel, after, upTo, limit }
  const parts = await Promise.all([
    newMessages(db, asked),
    changedMessages(db, asked),
    changedReactions(db, asked),
    changedPins(db, asked),
    changedPreviews(db, asked),
  ])
  // Each part has the first of its own, so the first of all of them are among these.
  const changes = parts
    .flat()
    .toSorted((one, other) => one.position - other.position)
    .slice(0, limit)
  const last = changes.at(-1)
  return { changes, position: last === undefined || changes.length < limit ? upTo : last.position }
}

/** The columns are called the same wherever something takes a place. */
function placed({ channel, after, upTo }: Asked) {
  return sql<SqlBool>`channel_id = ${channel} AND changed_position > ${after} AND changed_position <= ${upTo}`
}

/** Those that still have their first place. */
async function newMessages(db: Kysely<Tables>, asked: Asked): Promise<readonly Change[]> {
  const { channel, after, upTo, limit } = asked
  const query = db.selectFrom('messages').select(messageColumns).where('channel_id', '=', channel)
  const unchanged = query.whereRef('changed_position', '=', 'position')
  const inside = unchanged.where('position', '>', after).where('position', '<=', upTo)
  return messageChanges(db, await inside.orderBy('position').limit(limit).execute())
}

/** An index has those alone: its condition stands here. */
async function changedMessages(db: Kysely<Tables>, asked: Asked): Promise<readonly Change[]> {
  const query = db.selectFrom('messages').select(messageColumns).where(placed(asked))
  const changed = query.whereRef('changed_position', '>', 'position')
  return messageChanges(db, await changed.orderBy('changed_position').limit(asked.limit).execute())
}

async function messageChanges(
  db: Kysely<Tables>,
  rows: readonly MessageFields[],
): Promise<readonly Change[]> {
  const messages = await messagesFrom(db, rows)
  return messages.map((message) => ({ kind: 'message', position: message.changedPosition, message }))
}

async function changedReactions(db: Kysely<Tables>, asked: Asked): Promise<readonly Change[]> {
  const query = db.selectFrom('reactions').selectAll().where(placed(asked))
  const rows = await query.orderBy('changed_position').limit(asked.limit).execute()
  return rows.map((row) => ({
    kind: 'reaction',
    position: row.changed_position,
    message: row.message_id,
    author: personIn(row),
    reaction: row.reaction,
    added: row.removed_at === null,
    at: row.removed_at ?? row.reacted_at,
  }))
}

async function changedPins(db: Kysely<Tables>, asked: Asked): Promise<readonly Change[]> {
  const query = db.selectFrom('pins').selectAll().where(placed(asked))
  const rows = await query.orderBy('changed_position').limit(asked.limit).execute()
  return rows.map((row) => ({
    kind: 'pin',
    position: row.changed_position,
    message: row.message_id,
    by: personIn(row),
    pinned: row.removed_at === null,
    at: row.removed_at ?? row.pinned_at,
  }))
}

async function changedPreviews(db: Kysely<Tables>, asked: Asked): Promise<readonly Change[]> {
  const { channel, after, upTo, limit } = asked
  const rows = await db
    .selectFrom('message_previews')
    .innerJoin('messages', 'messages.id', 'message_previews.message_id')
    .select(['message_previews.message_id', 'message_previews.changed_at', 'messages.previews'])
    .select('message_previews.changed_position')
    .where('message_previews.channel_id', '=', channel)
    .where('message_previews.changed_position', '>', after)
    .where('message_previews.changed_position', '<=', upTo)
    .orderBy('message_previews.changed_position')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    kind: 'preview',
    position: row.changed_position,
    message: row.message_id,
    previews: previewsFrom(row.previews),
    at: row.changed_at,
  }))
}

function personIn(row: Pick<PinRow, 'user_id' | 'user_name' | 'user_account' | 'user_userhost'>): Person {
  return { id: row.user_id, name: row.user_name, account: row.user_account, userhost: row.user_userhost }
}
