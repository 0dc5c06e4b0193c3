/** The nodes that share the database, and which users are on which. */
import type { Migration } from './migration.ts'

export const nodes: Migration = {
  name: '0017-nodes',
  async up(db, { key, text, integer }) {
    await db.schema
      .createTable('nodes')
      .addColumn('id', key, (column) => column.primaryKey().notNull())
      .addColumn('name', text, (column) => column.notNull())
      .addColumn('started_at', integer, (column) => column.notNull())
      .addColumn('beats', integer, (column) => column.notNull())
      .addColumn('published', integer, (column) => column.notNull())
      .addColumn('roster_version', integer, (column) => column.notNull())
      .execute()
    // No reference to the node: its users are seen to after it has gone.
    await db.schema
      .createTable('presences')
      .addColumn('node_id', key, (column) => column.notNull())
      .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('presences_key', ['node_id', 'user_id'])
      .execute()
    await db.schema.createIndex('presences_user').on('presences').column('user_id').execute()
  },
}
