/** Files, before anything is said with them. */
import type { UploadLine } from '../../core/export/lines.ts'
import type { NumberedLine } from '../../core/export/read-lines.ts'
import type { UploadsTable } from '../tables/uploads.ts'
import { contentFields } from '../uploads.ts'
import { takeLine, type Importing } from './importing.ts'
import { inTransaction } from '../transaction.ts'

export async function importUploads(
  { dialect }: Importing,
  lines: readonly NumberedLine<UploadLine>[],
): Promise<void> {
  await inTransaction(dialect.patient, async (transaction) => {
    for (const numbered of lines)
      await takeLine(numbered, transaction.insertInto('uploads').values(rowOf(numbered.line)).execute())
  })
}

function rowOf({ id, key, owner, name, avatar, createdAt, content }: UploadLine): UploadsTable {
  return {
    id,
    key,
    user_id: owner,
    name,
    ...contentFields(content),
    message_id: null,
    avatar: avatar ? 1 : 0,
    created_at: createdAt,
    removed_at: null,
  }
}
