/** Addresses that post into a channel, each by a bot of its own. */
import type { Migration } from './migration.ts'

export const incomingWebhooks: Migration = {
  name: '0009-incoming-webhooks',
  async up(db, { key, integer }) {
    await db.schema
      .createTable('incoming_webhooks')
      .addColumn('id', key, (column) => column.primaryKey().notNull())
      .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
      .addColumn('bot_id', key, (column) =>
        column.notNull().unique().references('users.id').onDelete('cascade'),
      )
      .addColumn('digest', key, (column) => column.notNull().unique())
      .addColumn('created_at', integer, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('incoming_webhooks_channel')
      .on('incoming_webhooks')
      .column('channel_id')
      .execute()
  },
}
