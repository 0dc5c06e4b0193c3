/** Files that people bring, and what messages show of them. */
import type { Migration } from './migration.ts'

export const uploads: Migration = {
  name: '0012-uploads',
  async up(db, { key, text, integer }) {
    await db.schema
      .createTable('uploads')
      .addColumn('id', key, (column) => column.primaryKey().notNull())
      .addColumn('key', key, (column) => column.notNull().unique())
      .addColumn('user_id', key, (column) => column.notNull())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('size', integer, (column) => column.notNull())
      .addColumn('digest', key)
      .addColumn('type', text)
      .addColumn('width', integer)
      .addColumn('height', integer)
      .addColumn('preview', text)
      .addColumn('thumbnails', text)
      .addColumn('message_id', key)
      .addColumn('created_at', integer, (column) => column.notNull())
      .addColumn('removed_at', integer)
      .execute()
    for (const column of ['user_id', 'message_id', 'digest'] as const)
      await db.schema.createIndex(`uploads_${column}`).on('uploads').column(column).execute()
    // JSON: what is shown of them, with the message itself, so that reading one costs nothing more.
    await db.schema.alterTable('messages').addColumn('uploads', text).execute()
  },
}
