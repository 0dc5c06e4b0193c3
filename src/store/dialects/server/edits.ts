/** Messages that become others: edited, removed, with other previews. Their channel is locked, so what is read stands. */
import type { MessageEdit, NewPreviews } from '../../../core/store-port.ts'
import type { MessageId, PreviewId } from '../../../core/types.ts'
import { messageColumns, previewsText, type MessageFields } from '../../rows.ts'
import type { EditedRow } from '../dialect.ts'
import type { Batch } from './batch.ts'

/** `null`: absent or deleted. */
export async function standing({ transaction }: Batch, id: MessageId): Promise<MessageFields | null> {
  const query = transaction.selectFrom('messages').select(messageColumns).where('id', '=', id)
  return (await query.where('deleted_at', 'is', null).executeTakeFirst()) ?? null
}

export async function edit(
  batch: Batch,
  id: MessageId,
  { text, at, previews = [] }: MessageEdit,
): Promise<EditedRow | null> {
  const { transaction, index } = batch
  const before = await standing(batch, id)
  if (before === null) return null
  const message = {
    ...before,
    text,
    edited_at: at,
    previews: previewsText(previews),
    changed_position: batch.next(before.channel_id),
  }
  await write(batch, message)
  await index.replace(transaction, before, { id, text })
  await forgetUses(
    batch,
    id,
    previews.map((preview) => preview.id),
  )
  const signs = await transaction
    .selectFrom('reactions')
    .select(['user_id', 'user_name', 'reaction', 'changed_position'])
    .where('message_id', '=', id)
    .where('removed_at', 'is', null)
    .orderBy('changed_position')
    .execute()
  return { message, signs }
}

export async function remove(batch: Batch, id: MessageId, at: number): Promise<MessageFields | null> {
  const { transaction, index } = batch
  const before = await standing(batch, id)
  if (before === null) return null
  const nothing = { text: '', uploads: null, previews: null }
  const message = { ...before, ...nothing, deleted_at: at, changed_position: batch.next(before.channel_id) }
  await write(batch, message)
  await index.remove(transaction, before)
  await transaction.updateTable('uploads').set({ removed_at: at }).where('message_id', '=', id).execute()
  await forgetUses(batch, id, [])
  return message
}

async function write({ transaction }: Batch, message: MessageFields): Promise<void> {
  const { id, text, uploads, previews, edited_at, deleted_at, changed_position } = message
  await transaction
    .updateTable('messages')
    .set({ text, uploads, previews, edited_at, deleted_at, changed_position })
    .where('id', '=', id)
    .execute()
}

async function forgetUses({ transaction }: Batch, id: MessageId, but: readonly PreviewId[]): Promise<void> {
  let query = transaction.deleteFrom('preview_uses').where('message_id', '=', id)
  if (but.length > 0) query = query.where('preview_id', 'not in', but)
  await query.execute()
}

/** Nothing where the text, or what is shown of it, has become another since it was looked at. */
export async function setPreviews(batch: Batch, given: NewPreviews): Promise<number | null> {
  const { transaction } = batch
  const { message: id, at, previews, removed, since } = given
  const message = await standing(batch, id)
  if (message === null || message.edited_at !== since.editedAt) return null
  const query = transaction.selectFrom('message_previews').select('changed_position')
  const before = await query.where('message_id', '=', id).executeTakeFirst()
  if ((before?.changed_position ?? 0) !== since.position) return null
  const gone = removed.length === 0 ? null : JSON.stringify(removed)
  const place = { changed_at: at, changed_position: batch.next(message.channel_id), removed: gone }
  if (before === undefined) {
    const row = { message_id: id, channel_id: message.channel_id, ...place }
    await transaction.insertInto('message_previews').values(row).execute()
  } else await transaction.updateTable('message_previews').set(place).where('message_id', '=', id).execute()
  await transaction
    .updateTable('messages')
    .set({ previews: previewsText(previews) })
    .where('id', '=', id)
    .execute()
  await forgetUses(batch, id, [])
  await use(batch, given)
  return place.changed_position
}

async function use({ transaction }: Batch, { message, previews }: NewPreviews): Promise<void> {
  if (previews.length === 0) return
  const ids = previews.map(({ id }) => id)
  const known = await transaction.selectFrom('previews').select('id').where('id', 'in', ids).execute()
  if (known.length === 0) return
  const rows = known.map(({ id }) => ({ preview_id: id, message_id: message }))
  await transaction.insertInto('preview_uses').values(rows).execute()
}
