/** What people have attached to users and channels, by key. */
import type { MemberMetadata, MetadataEntry, MetadataStore } from '../core/store-port.ts'
import type { ChannelId, UserId, UserRef } from '../core/types.ts'
import { branded } from '../lib/brand.ts'
import type { Dialect } from './dialects/dialect.ts'
import { lockChannel, lockUser } from './locks.ts'
import { inTransaction, orAnew, type Transaction } from './transaction.ts'

type Subject = UserId | ChannelId
type Change = Parameters<MetadataStore['set']>[1]

export function metadataStore({ db }: Dialect): MetadataStore {
  return {
    async get(subject, keys) {
      if (keys.length === 0) return []
      return entriesOf(db, subject).where('name', 'in', keys).execute()
    },
    ofMembers: (channel, keys) => ofMembers(db, channel, keys),
    list: (subject) => entriesOf(db, subject).execute(),
    set: (subject, entry) => inTransaction(db, (transaction) => put(transaction, subject, entry)),
    clear: (subject) =>
      inTransaction(db, async (transaction) => {
        const entries = await entriesOf(transaction, subject).execute()
        await transaction.deleteFrom('metadata').where('subject_id', '=', subject).execute()
        return entries
      }),
  }
}

function entriesOf(db: Dialect['db'], subject: Subject) {
  const query = db.selectFrom('metadata').select(['name as key', 'value'])
  return query.where('subject_id', '=', subject).orderBy('name')
}

async function ofMembers(
  db: Dialect['db'],
  channel: ChannelId,
  keys: readonly string[],
): Promise<readonly MemberMetadata[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.id', 'memberships.user_id')
    .innerJoin('metadata', 'metadata.subject_id', 'users.id')
    .select(['users.id', 'users.name as user_name', 'metadata.name as key', 'metadata.value'])
    .where('memberships.channel_id', '=', channel)
    .where('metadata.name', 'in', keys)
    .orderBy('users.folded_name')
    .orderBy('metadata.name')
    .execute()
  const members = new Map<UserId, { user: UserRef; entries: MetadataEntry[] }>()
  for (const { id, user_name: name, key, value } of rows) {
    const member = members.get(id) ?? { user: { id, name }, entries: [] }
    member.entries.push({ key, value })
    members.set(id, member)
  }
  return [...members.values()]
}

/** Decided in one transaction, so that two at once cannot both become the last one allowed. */
async function put(transaction: Transaction, subject: Subject, entry: Change): Promise<boolean> {
  const { key, value, limit } = entry
  await lockSubject(transaction, subject)
  if (value === null) {
    const query = transaction.deleteFrom('metadata').where('subject_id', '=', subject)
    await query.where('name', '=', key).execute()
    return true
  }
  const query = transaction.updateTable('metadata').set({ value }).where('subject_id', '=', subject)
  const replaced = await query.where('name', '=', key).executeTakeFirst()
  if (replaced.numUpdatedRows > 0n) return true
  if ((await countEntries(transaction, subject)) >= limit) return false
  const row = { subject_id: subject, name: key, value }
  await orAnew(transaction.insertInto('metadata').values(row).execute())
  return true
}

/** Ids tell nothing of what they are of. */
async function lockSubject(transaction: Transaction, subject: Subject): Promise<void> {
  const isUser = await lockUser(transaction, branded<UserId>(subject))
  if (!isUser) await lockChannel(transaction, branded<ChannelId>(subject))
}

async function countEntries(transaction: Transaction, subject: Subject): Promise<number> {
  const { count } = await transaction
    .selectFrom('metadata')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('subject_id', '=', subject)
    .executeTakeFirstOrThrow()
  return count
}
