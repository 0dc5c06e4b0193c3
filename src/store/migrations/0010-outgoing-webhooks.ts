/** Addresses outside that are told what is said in a channel, and how far each has been told. */
import type { Migration } from './migration.ts'

export const outgoingWebhooks: Migration = {
  name: '0010-outgoing-webhooks',
  async up(db, { key, text, integer }) {
    await db.schema
      .createTable('outgoing_webhooks')
      .addColumn('id', key, (column) => column.primaryKey().notNull())
      .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
      .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('url', text, (column) => column.notNull())
      .addColumn('events', text, (column) => column.notNull())
      .addColumn('secret', text, (column) => column.notNull())
      .addColumn('created_at', integer, (column) => column.notNull())
      .addColumn('position', integer, (column) => column.notNull())
      .addColumn('failing_since', integer)
      .addColumn('stopped_at', integer)
      .execute()
    await db.schema
      .createIndex('outgoing_webhooks_channel')
      .on('outgoing_webhooks')
      .column('channel_id')
      .execute()
    // They go with whoever made them.
    await db.schema.createIndex('outgoing_webhooks_user').on('outgoing_webhooks').column('user_id').execute()
  },
}
