/** What was said as lines, in the order it was said. */
import type { Kysely } from 'kysely'
import type { MessageLine } from '../../core/export/lines.ts'
import type { MessageId, Person, UploadId } from '../../core/types.ts'
import { messageWith } from '../rows.ts'
import type { MessageRow, PinRow, ReactionRow, Tables } from '../tables.ts'
import { groupedBy, pages } from './pages.ts'

export async function* messageLines(db: Kysely<Tables>): AsyncGenerator<MessageLine> {
  const read = (last: MessageRow | null) => {
    const query = db.selectFrom('messages').selectAll().orderBy('seq').limit(500)
    return (last === null ? query : query.where('seq', '>', last.seq)).execute()
  }
  for await (const rows of pages(read)) {
    const marks = await marksOf(
      db,
      rows.filter((row) => row.deleted_at === null).map(({ id }) => id),
    )
    for (const row of rows) yield lineOf(row, marks)
  }
}

interface Marks {
  readonly reactions: ReadonlyMap<MessageId, readonly ReactionRow[]>
  readonly pins: ReadonlyMap<MessageId, PinRow>
  /** By their keys. */
  readonly uploads: ReadonlyMap<string, UploadId>
}

async function marksOf(db: Kysely<Tables>, messages: readonly MessageId[]): Promise<Marks> {
  if (messages.length === 0) return { reactions: new Map(), pins: new Map(), uploads: new Map() }
  const signs = db.selectFrom('reactions').selectAll().where('message_id', 'in', messages)
  const pinned = db.selectFrom('pins').selectAll().where('message_id', 'in', messages)
  const brought = db.selectFrom('uploads').select(['id', 'key']).where('message_id', 'in', messages)
  const reactions = await signs.where('removed_at', 'is', null).orderBy('changed_position').execute()
  const pins = await pinned.where('removed_at', 'is', null).execute()
  const uploads = await brought.execute()
  return {
    reactions: groupedBy(reactions, (row) => row.message_id),
    pins: new Map(pins.map((row) => [row.message_id, row])),
    uploads: new Map(uploads.map(({ id, key }) => [key, id])),
  }
}

function lineOf(row: MessageRow, marks: Marks): MessageLine {
  const message = messageWith(row, [])
  const { id, channel, author, kind, text, replyTo, tags, sentAt, editedAt, deletedAt } = message
  const pin = marks.pins.get(id)
  return {
    type: 'message',
    id,
    channel,
    author,
    kind,
    text,
    replyTo,
    tags,
    uploads: message.uploads.flatMap(({ key }) => marks.uploads.get(key) ?? []),
    sentAt,
    editedAt,
    deletedAt,
    reactions: (marks.reactions.get(id) ?? []).map((given) => ({
      by: personOf(given),
      reaction: given.reaction,
      at: given.reacted_at,
    })),
    pinned: pin === undefined ? null : { by: personOf(pin), at: pin.pinned_at },
  }
}

function personOf(
  row: Pick<ReactionRow, 'user_id' | 'user_name' | 'user_account' | 'user_userhost'>,
): Person {
  const { user_id: id, user_name: name, user_account: account, user_userhost: userhost } = row
  return { id, name, account, userhost }
}
