/** Browsers that can be called, and when their users do not want to be. */
import type { Migration } from './migration.ts'

export const push: Migration = {
  name: '0011-push',
  async up(db, { key, text, integer }) {
    await db.schema.alterTable('users').addColumn('quiet_hours', text).execute()
    await db.schema
      .alterTable('users')
      .addColumn('show_text', integer, (column) => column.notNull().defaultTo(1))
      .execute()
    await db.schema
      .createTable('push_subscriptions')
      .addColumn('token_id', key, (column) =>
        column.primaryKey().notNull().references('tokens.id').onDelete('cascade'),
      )
      .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('endpoint_digest', key, (column) => column.notNull().unique())
      .addColumn('endpoint', text, (column) => column.notNull())
      .addColumn('p256dh', text, (column) => column.notNull())
      .addColumn('auth', text, (column) => column.notNull())
      .addColumn('created_at', integer, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('push_subscriptions_user')
      .on('push_subscriptions')
      .column('user_id')
      .execute()
  },
}
