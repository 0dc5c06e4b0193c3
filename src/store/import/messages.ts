/** What was said, by the way that messages always take: positions, the search index and what it has of files come about as usual. */
import type { MessageLine } from '../../core/export/lines.ts'
import { ImportError, type NumberedLine } from '../../core/export/read-lines.ts'
import type { Upload, UploadId } from '../../core/types.ts'
import { uploadFrom } from '../uploads.ts'
import { takeLine, type Importing } from './importing.ts'
import { inTransaction } from '../transaction.ts'

/** Of signs by one person, and of pins in one channel: those that are there were let in once. */
const noLimit = 1_000_000_000

type Uploads = ReadonlyMap<UploadId, Upload>

export async function importMessages(
  importing: Importing,
  lines: readonly NumberedLine<MessageLine>[],
): Promise<void> {
  const uploads = await uploadsOf(importing, lines)
  // All asked in one turn: they share commits, and are done in the order asked.
  await Promise.all(lines.flatMap((numbered) => append(importing, numbered, uploads)))
  await markChanged(
    importing,
    lines.map(({ line }) => line),
  )
}

function append(
  { store }: Importing,
  numbered: NumberedLine<MessageLine>,
  uploads: Uploads,
): Promise<unknown>[] {
  const { line } = numbered
  const { id, channel, author, kind, replyTo, tags, sentAt, deletedAt } = line
  const stands = deletedAt === null
  const said = { id, channel, author, kind, replyTo, tags, sentAt, clientTag: null }
  const brought = stands ? line.uploads.map((upload) => broughtBy(numbered, uploads.get(upload))) : []
  const message = { ...said, text: stands ? line.text : '', uploads: brought }
  const asked: Promise<unknown>[] = [store.messages.append(message)]
  if (stands) {
    for (const { by, reaction, at } of line.reactions)
      asked.push(store.messages.addReaction({ message: id, author: by, reaction, at }, noLimit))
    if (line.pinned !== null) asked.push(store.messages.pin({ message: id, ...line.pinned }, noLimit))
  }
  return asked.map((change) => takeLine(numbered, change))
}

function broughtBy({ number }: NumberedLine<MessageLine>, upload: Upload | undefined): Upload {
  if (upload === undefined)
    throw new ImportError(`line ${number}: it names a file that no line before it has`)
  return upload
}

async function uploadsOf(
  { dialect }: Importing,
  lines: readonly NumberedLine<MessageLine>[],
): Promise<Uploads> {
  const ids = lines.flatMap(({ line }) => line.uploads)
  if (ids.length === 0) return new Map()
  const rows = await dialect.db.selectFrom('uploads').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, uploadFrom(row)]))
}

/** Whoever comes anew to the messages is shown them as they are: a change needs no place of its own. */
async function markChanged({ dialect }: Importing, lines: readonly MessageLine[]): Promise<void> {
  const changed = lines.filter(({ editedAt, deletedAt }) => editedAt !== null || deletedAt !== null)
  if (changed.length === 0) return
  await inTransaction(dialect.patient, async (transaction) => {
    for (const { id, editedAt, deletedAt } of changed) {
      const times = { edited_at: editedAt, deleted_at: deletedAt }
      await transaction.updateTable('messages').set(times).where('id', '=', id).execute()
    }
  })
}
