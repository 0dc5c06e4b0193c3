/** What the IRC door needs: names beside accounts, people's cloaks, tags, read times, reactions, metadata and certificates. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { SchemaWords } from '../dialects/dialect.ts'
import type { Tables } from '../tables.ts'
import type { Migration } from './migration.ts'

export const irc: Migration = {
  name: '0002-irc',
  async up(db, words) {
    await extendUsers(db, words)
    await extendChannels(db, words)
    await extendMemberships(db, words)
    await extendMessages(db, words)
    await createNames(db, words)
    await createReadMarks(db, words)
    await createAcceptances(db, words)
    await createReactions(db, words)
    await createMetadata(db, words)
    await createCertificates(db, words)
    await createSecrets(db, words)
  },
}

/** A default lets rows that exist already be as if they had been made without the new feature. */
async function extendUsers(db: Kysely<Tables>, { text, integer }: SchemaWords): Promise<void> {
  const texts = ['account', 'email', 'scram', 'real_name'] as const
  for (const name of texts) await db.schema.alterTable('users').addColumn(name, text).execute()
  await db.schema
    .alterTable('users')
    .addColumn('userhost', text, (column) => column.notNull().defaultTo(''))
    .execute()
  for (const name of ['invisible', 'bot', 'accounts_only', 'one_client']) {
    await db.schema
      .alterTable('users')
      .addColumn(name, integer, (column) => column.notNull().defaultTo(0))
      .execute()
  }
  await db
    .updateTable('users')
    .set({ account: sql`name` })
    .where('kind', '=', 'person')
    .execute()
  const host = sql`CASE WHEN kind = 'person' THEN name || '.user' ELSE 'gone.guest' END`
  await db
    .updateTable('users')
    .set({ userhost: sql<string>`${usernameFrom('folded_name')} || '@' || ${host}` })
    .execute()
}

/** As the core makes it from a name: at most ten of the characters a user name on IRC has. */
function usernameFrom(column: string): RawBuilder<string> {
  const signs = ['[', ']', '{', '}', '\\', '|', '^']
  const clean = signs.reduce(
    (text, sign) => sql<string>`replace(${text}, ${sign}, '')`,
    sql<string>`lower(${sql.ref(column)})`,
  )
  return sql<string>`coalesce(nullif(substr(${clean}, 1, 10), ''), 'user')`
}

async function extendChannels(db: Kysely<Tables>, { integer }: SchemaWords): Promise<void> {
  for (const name of ['accounts_only', 'accounts_speak', 'no_ctcp']) {
    await db.schema
      .alterTable('channels')
      .addColumn(name, integer, (column) => column.notNull().defaultTo(0))
      .execute()
  }
  // Every welcome tells how many channels are in use; direct ones are the most by far.
  await db.schema.createIndex('channels_kind').on('channels').column('kind').execute()
  // Whoever takes another name takes it in all their direct channels.
  await db.schema.createIndex('channels_first').on('channels').column('first_id').execute()
  await db.schema.createIndex('channels_second').on('channels').column('second_id').execute()
}

async function extendMemberships(db: Kysely<Tables>, { integer }: SchemaWords): Promise<void> {
  await db.schema.alterTable('memberships').addColumn('read_at', integer).execute()
  await db.schema
    .alterTable('memberships')
    .addColumn('voiced', integer, (column) => column.notNull().defaultTo(0))
    .execute()
}

async function extendMessages(db: Kysely<Tables>, { text }: SchemaWords): Promise<void> {
  await db.schema.alterTable('messages').addColumn('author_account', text).execute()
  await db.schema
    .alterTable('messages')
    .addColumn('author_userhost', text, (column) => column.notNull().defaultTo(''))
    .execute()
  await db.schema.alterTable('messages').addColumn('tags', text).execute()
  await db
    .updateTable('messages')
    .set({
      author_account: sql`(SELECT account FROM users WHERE users.id = messages.author_id)`,
      author_userhost: sql<string>`coalesce((SELECT userhost FROM users WHERE users.id = messages.author_id),
        ${usernameFrom('author_name')} || '@gone.guest')`,
    })
    .execute()
  await db.schema
    .createIndex('messages_time')
    .on('messages')
    .columns(['channel_id', 'sent_at', 'position'])
    .execute()
}

/** One row for every name somebody goes by or has registered: no two users can meet in one. */
async function createNames(db: Kysely<Tables>, { key }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('names')
    .addColumn('folded_name', key, (column) => column.primaryKey().notNull())
    .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .execute()
  await db.schema.createIndex('names_user').on('names').column('user_id').execute()
  await db
    .insertInto('names')
    .columns(['folded_name', 'user_id'])
    .expression(db.selectFrom('users').select(['folded_name', 'id']))
    .execute()
}

/** How far somebody had read a channel they have left, for when they come back. */
async function createReadMarks(db: Kysely<Tables>, { key, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('read_marks')
    .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
    .addColumn('read_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('read_marks_pair', ['user_id', 'channel_id'])
    .execute()
}

/** Whom people take private messages from although these have no account. */
async function createAcceptances(db: Kysely<Tables>, { key }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('acceptances')
    .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('accepted_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('acceptances_pair', ['user_id', 'accepted_id'])
    .execute()
  await db.schema.createIndex('acceptances_accepted').on('acceptances').column('accepted_id').execute()
}

async function createReactions(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('reactions')
    .addColumn('message_id', key, (column) => column.notNull().references('messages.id'))
    .addColumn('user_id', key, (column) => column.notNull())
    .addColumn('user_name', text, (column) => column.notNull())
    .addColumn('reaction', key, (column) => column.notNull())
    .addColumn('reacted_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('reactions_entry', ['message_id', 'user_id', 'reaction'])
    .execute()
}

async function createMetadata(db: Kysely<Tables>, { key, text }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('metadata')
    // A user's or a channel's id: both are unique over all kinds.
    .addColumn('subject_id', key, (column) => column.notNull())
    .addColumn('name', key, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('metadata_entry', ['subject_id', 'name'])
    .execute()
}

async function createCertificates(db: Kysely<Tables>, { key, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('certificates')
    .addColumn('fingerprint', key, (column) => column.primaryKey().notNull())
    .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('added_at', integer, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('certificates_user').on('certificates').column('user_id').execute()
}

async function createSecrets(db: Kysely<Tables>, { key, text }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('secrets')
    .addColumn('name', key, (column) => column.primaryKey().notNull())
    .addColumn('value', text, (column) => column.notNull())
    .execute()
}
