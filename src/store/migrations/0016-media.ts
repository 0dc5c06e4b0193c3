/** How long videos and sounds are, and how loud sounds are over their time. */
import type { Migration } from './migration.ts'

export const media: Migration = {
  name: '0016-media',
  async up(db, { text, integer }) {
    await db.schema.alterTable('uploads').addColumn('duration', integer).execute()
    await db.schema.alterTable('uploads').addColumn('waveform', text).execute()
  },
}
