/** The index of messages with files, for databases whose indexes can have some of the rows only. */
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

export async function createPartialFilesIndex(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createIndex('messages_files')
    .on('messages')
    .columns(['channel_id', 'sent_at', 'position'])
    .where(sql.ref('uploads'), 'is not', null)
    .execute()
}
