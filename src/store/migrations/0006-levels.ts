/** What of a channel a member wants to be called for. */
import type { Migration } from './migration.ts'

export const levels: Migration = {
  name: '0006-levels',
  async up(db, { text }) {
    await db.schema
      .alterTable('memberships')
      .addColumn('level', text, (column) => column.notNull().defaultTo('mentions'))
      .execute()
  },
}
