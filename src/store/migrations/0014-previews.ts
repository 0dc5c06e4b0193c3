/** What is behind the links of messages, and channels that do not want it. */
import type { Kysely } from 'kysely'
import type { SchemaWords } from '../dialects/dialect.ts'
import type { Tables } from '../tables.ts'
import type { Migration } from './migration.ts'

export const previews: Migration = {
  name: '0014-previews',
  async up(db, words) {
    await createPreviews(db, words)
    await createUses(db, words)
    // JSON, as of the files: reading a message costs nothing more.
    await db.schema.alterTable('messages').addColumn('previews', words.text).execute()
    await db.schema
      .alterTable('channels')
      .addColumn('no_previews', words.integer, (column) => column.notNull().defaultTo(0))
      .execute()
  },
}

async function createPreviews(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('previews')
    .addColumn('id', key, (column) => column.primaryKey().notNull())
    .addColumn('link_digest', key, (column) => column.notNull())
    .addColumn('content', text)
    .addColumn('picture_key', key, (column) => column.unique())
    .addColumn('picture_digest', key)
    .addColumn('picture_widths', text)
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .execute()
  for (const column of ['link_digest', 'picture_digest', 'expires_at'] as const)
    await db.schema.createIndex(`previews_${column}`).on('previews').column(column).execute()
}

async function createUses(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('message_previews')
    .addColumn('message_id', key, (column) => column.primaryKey().notNull().references('messages.id'))
    .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
    .addColumn('changed_position', integer, (column) => column.notNull())
    .addColumn('changed_at', integer, (column) => column.notNull())
    .addColumn('removed', text)
    .execute()
  await db.schema
    .createIndex('message_previews_changed_position')
    .on('message_previews')
    .columns(['channel_id', 'changed_position'])
    .unique()
    .execute()
  await db.schema
    .createTable('preview_uses')
    .addColumn('preview_id', key, (column) => column.notNull())
    .addColumn('message_id', key, (column) => column.notNull())
    .addPrimaryKeyConstraint('preview_uses_once', ['preview_id', 'message_id'])
    .execute()
  await db.schema.createIndex('preview_uses_message_id').on('preview_uses').column('message_id').execute()
}
