/** Storing new messages, many at once: those whose tag their author has used already are passed over. */
import type { NewMessage } from '../../../core/store-port.ts'
import type { MessagesTable } from '../../tables.ts'
import { tagsText, uploadsText } from '../../rows.ts'
import { orAnew } from '../../transaction.ts'
import type { Batch } from './batch.ts'

type NewRow = Omit<MessagesTable, 'seq'>

/** The positions given; `null` for those that were not stored. */
export async function appendAll(
  batch: Batch,
  messages: readonly NewMessage[],
): Promise<readonly (number | null)[]> {
  const used = await usedTags(batch, messages)
  const stored: { readonly message: NewMessage; readonly row: NewRow }[] = []
  const positions: (number | null)[] = []
  for (const message of messages) {
    const isNew =
      batch.knows(message.channel) && !used.has(tagKey(message)) && (await takeUploads(batch, message))
    if (!isNew) {
      positions.push(null)
      continue
    }
    if (message.clientTag !== null) used.add(tagKey(message))
    const row = rowOf(message, batch.next(message.channel))
    stored.push({ message, row })
    positions.push(row.position)
  }
  if (stored.length > 0) await store(batch, stored)
  return positions
}

async function store(
  batch: Batch,
  stored: readonly { readonly message: NewMessage; readonly row: NewRow }[],
): Promise<void> {
  const { transaction, index } = batch
  const rows = stored.map(({ row }) => row)
  // Another node may have used a tag since it was looked for.
  await orAnew(transaction.insertInto('messages').values(rows).execute())
  // Topics are not searched for.
  const texts = stored.filter(({ message }) => message.kind !== 'topic').map(({ message }) => message)
  if (texts.length > 0) await index.add(transaction, texts)
  for (const { message } of stored) if (message.kind === 'topic') await setTopic(batch, message)
}

function tagKey({ author, clientTag }: NewMessage): string | null {
  return clientTag === null ? null : `${author.id} ${clientTag}`
}

async function usedTags(batch: Batch, messages: readonly NewMessage[]): Promise<Set<string | null>> {
  const tagged = messages.filter(({ clientTag }) => clientTag !== null)
  if (tagged.length === 0) return new Set()
  const tags = tagged.map(({ clientTag }) => clientTag)
  const authors = [...new Set(tagged.map(({ author }) => author.id))]
  const query = batch.transaction.selectFrom('messages').select(['author_id', 'client_tag'])
  const rows = await query.where('author_id', 'in', authors).where('client_tag', 'in', tags).execute()
  return new Set(rows.map((row) => `${row.author_id} ${row.client_tag}`))
}

/** Whoever says something with a file that another message has taken says nothing. */
async function takeUploads({ transaction }: Batch, { id, author, uploads }: NewMessage): Promise<boolean> {
  if (uploads.length === 0) return true
  const ids = uploads.map((upload) => upload.id)
  const taken = await transaction
    .updateTable('uploads')
    .set({ message_id: id })
    .where('id', 'in', ids)
    .where('user_id', '=', author.id)
    .where('digest', 'is not', null)
    .where('message_id', 'is', null)
    .where('avatar', '=', 0)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (Number(taken.numUpdatedRows) === ids.length) return true
  await transaction.updateTable('uploads').set({ message_id: null }).where('message_id', '=', id).execute()
  return false
}

/** Of two at the same time the later one stands. */
async function setTopic(
  { transaction }: Batch,
  { channel, text, author, sentAt }: NewMessage,
): Promise<void> {
  const topic = { topic: text, topic_by: author.name, topic_at: sentAt }
  await transaction.updateTable('channels').set(topic).where('id', '=', channel).execute()
}

function rowOf(message: NewMessage, position: number): NewRow {
  const { author, uploads } = message
  return {
    id: message.id,
    channel_id: message.channel,
    position,
    changed_position: position,
    author_id: author.id,
    author_name: author.name,
    author_account: author.account,
    author_userhost: author.userhost,
    kind: message.kind,
    text: message.text,
    reply_to: message.replyTo,
    client_tag: message.clientTag,
    tags: tagsText(message.tags),
    uploads: uploads.length === 0 ? null : uploadsText(uploads),
    previews: null,
    sent_at: message.sentAt,
    edited_at: null,
    deleted_at: null,
  }
}
