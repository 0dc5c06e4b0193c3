/** Messages kept in sight of a channel; being pinned and let go takes a place in its order. */
import type { Migration } from './migration.ts'

export const pins: Migration = {
  name: '0005-pins',
  async up(db, { key, text, integer }) {
    await db.schema
      .createTable('pins')
      .addColumn('message_id', key, (column) => column.primaryKey().notNull().references('messages.id'))
      .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
      .addColumn('user_id', text, (column) => column.notNull())
      .addColumn('user_name', text, (column) => column.notNull())
      .addColumn('user_account', text)
      .addColumn('user_userhost', text, (column) => column.notNull())
      .addColumn('pinned_at', integer, (column) => column.notNull())
      .addColumn('changed_position', integer, (column) => column.notNull())
      .addColumn('removed_at', integer)
      .execute()
    await db.schema
      .createIndex('pins_changed_position')
      .on('pins')
      .columns(['channel_id', 'changed_position'])
      .unique()
      .execute()
  },
}
