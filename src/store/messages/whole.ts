/** Rows of messages become messages with the signs put to them: one question more for a page, none for an empty one. */
import type { Kysely } from 'kysely'
import type { Message, MessageId, Reaction, ReactionUser } from '../../core/types.ts'
import { messageWith, type MessageFields, type SignFields } from '../rows.ts'
import type { ReactionRow, Tables } from '../tables.ts'

/** Of what has just been said or deleted; one for all. */
export const none: readonly Reaction[] = Object.freeze([])

export async function messagesFrom(
  db: Kysely<Tables>,
  rows: readonly MessageFields[],
): Promise<readonly Message[]> {
  const standing = rows.filter((row) => row.deleted_at === null)
  const reactions = await reactionsOf(
    db,
    standing.map(({ id }) => id),
  )
  return rows.map((row) => wholeMessage(row, reactions))
}

export function wholeMessage(row: MessageFields, reactions: Reactions): Message {
  return messageWith(row, row.deleted_at === null ? (reactions.get(row.id) ?? none) : none)
}

type Reactions = ReadonlyMap<MessageId, readonly Reaction[]>

export async function reactionsOf(db: Kysely<Tables>, messages: readonly MessageId[]): Promise<Reactions> {
  if (messages.length === 0) return new Map()
  const query = db
    .selectFrom('reactions')
    .select(['message_id', 'user_id', 'user_name', 'reaction', 'changed_position'])
  const rows = await query
    .where('message_id', 'in', filledUp(messages))
    .where('removed_at', 'is', null)
    .orderBy('changed_position')
    .execute()
  return grouped(rows)
}

/** To the next power of two, by what is there already: pages of many lengths share few compiled statements. */
function filledUp(ids: readonly MessageId[]): readonly MessageId[] {
  const length = 2 ** Math.ceil(Math.log2(ids.length))
  return Array.from({ length }, (_, index) => ids[index % ids.length] ?? ids[0]).filter(
    (id) => id !== undefined,
  )
}

function grouped(rows: readonly (SignFields & Pick<ReactionRow, 'message_id'>)[]): Reactions {
  const messages = new Map<MessageId, SignFields[]>()
  for (const row of rows) {
    const signs = messages.get(row.message_id)
    if (signs === undefined) messages.set(row.message_id, [row])
    else signs.push(row)
  }
  return new Map([...messages].map(([id, signs]) => [id, gathered(signs)]))
}

/** The signs of one message, in the order they were put. */
export function gathered(signs: readonly SignFields[]): readonly Reaction[] {
  const reactions = new Map<string, ReactionUser[]>()
  for (const { user_id: id, user_name: name, reaction, changed_position: position } of signs) {
    const users = reactions.get(reaction)
    const user = { id, name, position }
    if (users === undefined) reactions.set(reaction, [user])
    else users.push(user)
  }
  return [...reactions].map(([reaction, users]) => ({ reaction, users }))
}
