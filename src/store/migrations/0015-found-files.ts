/** Messages with files are found by an index that has no others. */
import { sql } from 'kysely'
import type { Migration } from './migration.ts'

export const foundFiles: Migration = {
  name: '0015-found-files',
  async up(db, { hasPartialIndexes }) {
    if (!hasPartialIndexes) return
    await db.schema
      .createIndex('messages_files')
      .on('messages')
      .columns(['channel_id', 'sent_at', 'position'])
      .where(sql.ref('uploads'), 'is not', null)
      .execute()
  },
}
