/** Bots: users that belong to a person. */
import type { Migration } from './migration.ts'

export const bots: Migration = {
  name: '0008-bots',
  async up(db, { text }) {
    await db.schema.alterTable('users').addColumn('owner_id', text).execute()
    await db.schema.createIndex('users_owner').on('users').column('owner_id').execute()
  },
}
