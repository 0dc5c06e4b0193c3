/** Reactions take places in their channel's order, and those taken back stay as rows: who was away can be told of both. */
import { type Kysely, sql } from 'kysely'
import type { SchemaWords } from '../dialects/dialect.ts'
import type { Tables } from '../tables.ts'
import type { Migration } from './migration.ts'

export const reactions: Migration = {
  name: '0004-reactions',
  async up(db, words) {
    await db.schema.alterTable('reactions').renameTo('reactions_without_place').execute()
    await createReactions(db, words)
    await moveReactions(db)
    await moveChannels(db)
    await db.schema.dropTable('reactions_without_place').execute()
  },
}

async function createReactions(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('reactions')
    .addColumn('message_id', key, (column) => column.notNull().references('messages.id'))
    .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
    .addColumn('user_id', key, (column) => column.notNull())
    .addColumn('user_name', text, (column) => column.notNull())
    .addColumn('user_account', text)
    .addColumn('user_userhost', text, (column) => column.notNull())
    .addColumn('reaction', key, (column) => column.notNull())
    .addColumn('reacted_at', integer, (column) => column.notNull())
    .addColumn('changed_position', integer, (column) => column.notNull())
    .addColumn('removed_at', integer)
    .addPrimaryKeyConstraint('reactions_sign', ['message_id', 'user_id', 'reaction'])
    .execute()
  await db.schema
    .createIndex('reactions_changed_position')
    .on('reactions')
    .columns(['channel_id', 'changed_position'])
    .unique()
    .execute()
}

/** Those that are there are put behind everything else in their channel, in the order of their times. */
async function moveReactions(db: Kysely<Tables>): Promise<void> {
  await sql`
    INSERT INTO reactions (message_id, channel_id, user_id, user_name, user_account, user_userhost, reaction, reacted_at,
      changed_position)
    SELECT old.message_id, c.id, old.user_id, old.user_name, u.account, coalesce(u.userhost, 'user@gone.guest'),
      old.reaction, old.reacted_at, c.last_position + row_number() OVER (
        PARTITION BY c.id ORDER BY old.reacted_at, old.message_id, old.user_id, old.reaction)
    FROM reactions_without_place old
    JOIN messages m ON m.id = old.message_id
    JOIN channels c ON c.id = m.channel_id
    LEFT JOIN users u ON u.id = old.user_id`.execute(db)
}

async function moveChannels(db: Kysely<Tables>): Promise<void> {
  await sql`
    UPDATE channels SET last_position = (
      SELECT max(r.changed_position) FROM reactions r WHERE r.channel_id = channels.id)
    WHERE id IN (SELECT channel_id FROM reactions)`.execute(db)
}
