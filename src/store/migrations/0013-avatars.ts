/** A file can be what its owner is shown by. */
import type { Migration } from './migration.ts'

export const avatars: Migration = {
  name: '0013-avatars',
  async up(db, { integer }) {
    await db.schema
      .alterTable('uploads')
      .addColumn('avatar', integer, (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.createIndex('uploads_avatar').on('uploads').columns(['avatar', 'user_id']).execute()
  },
}
