/** Files as lines: those that something was said with, and those that people are shown by. */
import type { Kysely } from 'kysely'
import type { UploadLine } from '../../core/export/lines.ts'
import type { Tables, UploadRow } from '../tables.ts'
import { uploadFrom } from '../uploads.ts'
import { pages } from './pages.ts'

export async function* uploadLines(db: Kysely<Tables>): AsyncGenerator<UploadLine> {
  const read = (last: UploadRow | null) => {
    const query = db.selectFrom('uploads').selectAll().where('removed_at', 'is', null)
    const shown = query.where((is) => is.or([is('message_id', 'is not', null), is('avatar', '=', 1)]))
    const page = shown.orderBy('id').limit(500)
    return (last === null ? page : page.where('id', '>', last.id)).execute()
  }
  for await (const rows of pages(read)) for (const row of rows) yield* lineOf(row)
}

function* lineOf(row: UploadRow): Generator<UploadLine> {
  const { size: _, message: __, content, ...upload } = uploadFrom(row)
  if (content === null) return
  yield { type: 'upload', ...upload, content }
}
