/** The first schema: users, channels, memberships, messages, sanctions, and the audit log. */
import type { Kysely } from 'kysely'
import type { SchemaWords } from '../dialects/dialect.ts'
import type { Tables } from '../tables.ts'
import type { Migration } from './migration.ts'

export const first: Migration = {
  name: '0001-first',
  async up(db, words) {
    await createUsers(db, words)
    await createChannels(db, words)
    await createMemberships(db, words)
    await createMessages(db, words)
    await createMessageIndexes(db)
    await words.createSearchIndex(db)
    await createSanctions(db, words)
    await createChannelLists(db, words)
    await createInvites(db, words)
    await createAudit(db, words)
  },
}

async function createUsers(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', key, (column) => column.primaryKey().notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('folded_name', key, (column) => column.notNull().unique())
    .addColumn('display_name', text)
    .addColumn('kind', key, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('password_hash', text)
    .addColumn('away_text', text)
    .addColumn('last_address', text)
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('last_seen_at', integer, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('users_kind').on('users').column('kind').execute()
}

async function createChannels(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('channels')
    .addColumn('id', key, (column) => column.primaryKey().notNull())
    .addColumn('kind', key, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('folded_name', key, (column) => column.unique())
    .addColumn('topic', text, (column) => column.notNull())
    .addColumn('topic_by', text)
    .addColumn('topic_at', integer)
    .addColumn('moderated', integer, (column) => column.notNull())
    .addColumn('invite_only', integer, (column) => column.notNull())
    .addColumn('members_only', integer, (column) => column.notNull())
    .addColumn('topic_locked', integer, (column) => column.notNull())
    .addColumn('secret', integer, (column) => column.notNull())
    .addColumn('join_key', text)
    .addColumn('user_limit', integer)
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('archived_at', integer)
    .addColumn('last_position', integer, (column) => column.notNull())
    .addColumn('direct_key', key, (column) => column.unique())
    .addColumn('first_id', key)
    .addColumn('first_name', text)
    .addColumn('second_id', key)
    .addColumn('second_name', text)
    .execute()
}

async function createMemberships(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('memberships')
    .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
    .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('joined_at', integer, (column) => column.notNull())
    .addColumn('read_position', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('memberships_pair', ['channel_id', 'user_id'])
    .execute()
  await db.schema.createIndex('memberships_user').on('memberships').column('user_id').execute()
}

async function createMessages(
  db: Kysely<Tables>,
  { key, text, integer, sequence }: SchemaWords,
): Promise<void> {
  await db.schema
    .createTable('messages')
    .addColumn('seq', integer, sequence)
    .addColumn('id', key, (column) => column.notNull().unique())
    .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
    .addColumn('position', integer, (column) => column.notNull())
    .addColumn('changed_position', integer, (column) => column.notNull())
    // No reference: a guest goes, what they said stays.
    .addColumn('author_id', key, (column) => column.notNull())
    .addColumn('author_name', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('text', text, (column) => column.notNull())
    .addColumn('reply_to', key, (column) => column.references('messages.id'))
    .addColumn('client_tag', key)
    .addColumn('sent_at', integer, (column) => column.notNull())
    .addColumn('edited_at', integer)
    .addColumn('deleted_at', integer)
    .execute()
}

async function createMessageIndexes(db: Kysely<Tables>): Promise<void> {
  const unique = {
    messages_position: ['channel_id', 'position'],
    messages_changed_position: ['channel_id', 'changed_position'],
    messages_client_tag: ['author_id', 'client_tag'],
  }
  for (const [name, columns] of Object.entries(unique)) {
    await db.schema.createIndex(name).on('messages').columns(columns).unique().execute()
  }
  await db.schema
    .createIndex('messages_author')
    .on('messages')
    .columns(['author_id', 'channel_id', 'position'])
    .execute()
}

async function createSanctions(
  db: Kysely<Tables>,
  { key, text, integer, bytes }: SchemaWords,
): Promise<void> {
  await db.schema
    .createTable('sanctions')
    .addColumn('id', key, (column) => column.primaryKey().notNull())
    .addColumn('kind', key, (column) => column.notNull())
    .addColumn('user_id', key)
    .addColumn('user_name', text)
    .addColumn('network', text)
    .addColumn('network_low', bytes)
    .addColumn('network_high', bytes)
    .addColumn('reason', text)
    .addColumn('created_by', text, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer)
    .addColumn('lifted_by', text)
    .addColumn('lifted_at', integer)
    .execute()
  await db.schema.createIndex('sanctions_user').on('sanctions').columns(['user_id', 'kind']).execute()
  await db.schema
    .createIndex('sanctions_range')
    .on('sanctions')
    .columns(['network_low', 'network_high'])
    .execute()
  await db.schema
    .createIndex('sanctions_running')
    .on('sanctions')
    .columns(['lifted_at', 'created_at'])
    .execute()
}

async function createChannelLists(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('channel_masks')
    .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
    .addColumn('list', key, (column) => column.notNull())
    .addColumn('folded_mask', key, (column) => column.notNull())
    .addColumn('mask', text, (column) => column.notNull())
    .addColumn('created_by', text, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('expires_at', integer)
    .addPrimaryKeyConstraint('channel_masks_entry', ['channel_id', 'list', 'folded_mask'])
    .execute()
  await db.schema
    .createTable('channel_invitations')
    .addColumn('channel_id', key, (column) => column.notNull().references('channels.id'))
    .addColumn('user_id', key, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('invited_by', text, (column) => column.notNull())
    .addColumn('invited_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('channel_invitations_pair', ['channel_id', 'user_id'])
    .execute()
  await db.schema
    .createIndex('channel_invitations_user')
    .on('channel_invitations')
    .column('user_id')
    .execute()
}

async function createInvites(db: Kysely<Tables>, { key, text, integer }: SchemaWords): Promise<void> {
  await db.schema
    .createTable('invites')
    .addColumn('digest', key, (column) => column.primaryKey().notNull())
    .addColumn('expires_at', integer, (column) => column.notNull())
    .addColumn('used_at', integer)
    .addColumn('used_by', text)
    .execute()
}

async function createAudit(db: Kysely<Tables>, words: SchemaWords): Promise<void> {
  const { text, integer, sequence } = words
  await db.schema
    .createTable('audit')
    .addColumn('seq', integer, sequence)
    .addColumn('at', integer, (column) => column.notNull())
    .addColumn('actor', text, (column) => column.notNull())
    .addColumn('action', text, (column) => column.notNull())
    .addColumn('subject', text)
    .addColumn('reason', text)
    .addColumn('details', text)
    .execute()
  await words.makeAppendOnly(db, 'audit')
}
