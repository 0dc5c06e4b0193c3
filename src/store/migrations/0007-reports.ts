/** Messages that somebody called the operators to. */
import type { Migration } from './migration.ts'

export const reports: Migration = {
  name: '0007-reports',
  async up(db, { key, text, integer }) {
    await db.schema
      .createTable('reports')
      .addColumn('id', key, (column) => column.primaryKey().notNull())
      .addColumn('channel_id', text, (column) => column.notNull())
      .addColumn('channel_name', text, (column) => column.notNull())
      .addColumn('message_id', key, (column) => column.notNull())
      .addColumn('author_id', text, (column) => column.notNull())
      .addColumn('author_name', text, (column) => column.notNull())
      .addColumn('text', text, (column) => column.notNull())
      .addColumn('sent_at', integer, (column) => column.notNull())
      .addColumn('user_id', key, (column) => column.notNull())
      .addColumn('user_name', text, (column) => column.notNull())
      .addColumn('reason', text)
      .addColumn('created_at', integer, (column) => column.notNull())
      .addColumn('settled_at', integer)
      .addColumn('settled_by', text)
      // Nobody reports a message twice.
      .addUniqueConstraint('reports_once', ['message_id', 'user_id'])
      .execute()
    await db.schema.createIndex('reports_open').on('reports').columns(['settled_at', 'id']).execute()
  },
}
