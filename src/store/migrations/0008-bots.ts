/** Bots: users that belong to a person. */
import type { Migration } from './migration.ts'

export const bots: Migration = {
  name: '0008-bots',
  async up(db, { key }) {
    await db.schema.alterTable('users').addColumn('owner_id', key).execute()
    await db.schema.createIndex('users_owner').on('users').column('owner_id').execute()
  },
}
