/** Indexes of some of the rows only, for databases that have such. */
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

export const partialIndexes = {
  async createFilesIndex(db: Kysely<Tables>): Promise<void> {
    await db.schema
      .createIndex('messages_files')
      .on('messages')
      .columns(['channel_id', 'sent_at', 'position'])
      .where(sql.ref('uploads'), 'is not', null)
      .execute()
  },

  async narrowTagsIndex(db: Kysely<Tables>): Promise<void> {
    await db.schema.dropIndex('messages_client_tag').execute()
    await db.schema
      .createIndex('messages_client_tag')
      .on('messages')
      .columns(['author_id', 'client_tag'])
      .unique()
      .where(sql.ref('client_tag'), 'is not', null)
      .execute()
  },

  async narrowChangesIndex(db: Kysely<Tables>): Promise<void> {
    await db.schema.dropIndex('messages_changed_position').execute()
    await db.schema
      .createIndex('messages_changed_position')
      .on('messages')
      .columns(['channel_id', 'changed_position'])
      .unique()
      .where(sql.ref('changed_position'), '>', sql.ref('position'))
      .execute()
  },
}
