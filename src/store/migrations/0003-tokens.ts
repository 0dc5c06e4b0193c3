/** Remembered sign-ins, and how often each password was changed: what was proved with an earlier one makes no token. */
import type { Migration } from './migration.ts'

export const tokens: Migration = {
  name: '0003-tokens',
  async up(db, { key, text, integer }) {
    await db.schema
      .alterTable('users')
      .addColumn('password_changes', integer, (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('tokens')
      .addColumn('id', key, (column) => column.primaryKey().notNull())
      .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('digest', key, (column) => column.notNull().unique())
      .addColumn('kind', text, (column) => column.notNull())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('created_at', integer, (column) => column.notNull())
      .addColumn('last_used_at', integer)
      .addColumn('last_address', text)
      .addColumn('expires_at', integer)
      .execute()
    await db.schema.createIndex('tokens_user').on('tokens').column('user_id').execute()
  },
}
