/** Indexes of some of the rows only, for databases that have such. */
import { type Expression, type Kysely, sql, type SqlBool } from 'kysely'
import type { Tables } from '../tables.ts'

export const partialIndexes = {
  async createFilesIndex(db: Kysely<Tables>): Promise<void> {
    await db.schema
      .createIndex('messages_files')
      .on('messages')
      .columns(['channel_id', 'sent_at', 'position'])
      .where(sql.ref('uploads'), 'is not', null)
      .execute()
  },

  narrowTagsIndex: (db: Kysely<Tables>) =>
    narrow(db, {
      name: 'messages_client_tag',
      columns: ['author_id', 'client_tag'],
      to: sql`client_tag IS NOT NULL`,
    }),

  narrowChangesIndex: (db: Kysely<Tables>) =>
    narrow(db, {
      name: 'messages_changed_position',
      columns: ['channel_id', 'changed_position'],
      to: sql`changed_position > position`,
    }),
}

interface Narrowed {
  readonly name: string
  readonly columns: readonly string[]
  readonly to: Expression<SqlBool>
}

/** Makes a unique index of messages anew, of those rows alone. */
async function narrow(db: Kysely<Tables>, { name, columns, to }: Narrowed): Promise<void> {
  await db.schema.dropIndex(name).execute()
  await db.schema
    .createIndex(name)
    .on('messages')
    .columns([...columns])
    .unique()
    .where(to)
    .execute()
}
