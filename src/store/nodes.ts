/** The nodes that share the database, and who is on which. */
import type { Kysely } from 'kysely'
import type { NodeStore } from '../core/store-port.ts'
import type { NodeId, UserId } from '../core/types.ts'
import type { Dialect } from './dialects/dialect.ts'
import { lockUser } from './locks.ts'
import type { Tables } from './tables.ts'
import { inTransaction, type Transaction } from './transaction.ts'
import { removeGuest } from './users/guests.ts'
import { renameUser } from './users/rename.ts'

export function nodeStore({ db }: Dialect): NodeStore {
  return {
    async add({ id, name, startedAt }) {
      const row = { id, name, started_at: startedAt, beats: 0, published: 0, roster_version: 0 }
      await db.insertInto('nodes').values(row).execute()
    },
    async beat(id, { published, rosterVersion }) {
      const written = db
        .updateTable('nodes')
        .set((is) => ({ beats: is('beats', '+', 1), published, roster_version: rosterVersion }))
        .where('id', '=', id)
      return (await written.executeTakeFirst()).numUpdatedRows > 0n
    },
    async remove(id, beats) {
      let removed = db.deleteFrom('nodes').where('id', '=', id)
      if (beats !== null) removed = removed.where('beats', '=', beats)
      return (await removed.executeTakeFirst()).numDeletedRows > 0n
    },
    arrive: (node, user) => inTransaction(db, (transaction) => arrive(transaction, node, user)),
    depart: (node, user) => inTransaction(db, (transaction) => depart(transaction, node, user)),
    forgetAbsent: (before) => forgetAbsent(db, before),
    async clear() {
      await db.deleteFrom('presences').execute()
      await db.deleteFrom('nodes').execute()
    },
    ...nodeReads(db),
  }
}

function nodeReads(db: Kysely<Tables>): Pick<NodeStore, 'list' | 'presences' | 'abandoned'> {
  return {
    async list() {
      const rows = await db
        .selectFrom('nodes')
        .select(['id', 'name', 'started_at as startedAt', 'beats', 'published'])
        .select(['roster_version as rosterVersion'])
        .select((is) =>
          is
            .selectFrom('presences')
            .select((of) => of.fn.countAll<number>().as('count'))
            .whereRef('node_id', '=', 'nodes.id')
            .as('users'),
        )
        .orderBy('id')
        .execute()
      return rows.map((row) => ({ ...row, users: Number(row.users) }))
    },
    async presences(node) {
      const query = db.selectFrom('presences').select('user_id').where('node_id', '=', node)
      return (await query.execute()).map((row) => row.user_id)
    },
    async abandoned() {
      const query = db.selectFrom('presences').select('node_id').distinct()
      const rows = await query.where('node_id', 'not in', db.selectFrom('nodes').select('id')).execute()
      return rows.map((row) => row.node_id)
    },
  }
}

/** Who comes and who goes at the same time, on whatever nodes, is seen one after the other: so exactly one is the first, and one the last. */
async function arrive(transaction: Transaction, node: NodeId, user: UserId) {
  if (!(await lockUser(transaction, user))) return 'gone'
  const nodes = await nodesOf(transaction, user)
  if (!nodes.includes(node))
    await transaction.insertInto('presences').values({ node_id: node, user_id: user }).execute()
  return nodes.length === 0 ? 'first' : 'another'
}

async function depart(transaction: Transaction, node: NodeId, user: UserId) {
  await lockUser(transaction, user)
  const removed = transaction.deleteFrom('presences').where('node_id', '=', node).where('user_id', '=', user)
  if ((await removed.executeTakeFirst()).numDeletedRows === 0n) return 'was-not-there'
  return (await nodesOf(transaction, user)).length === 0 ? 'last' : 'another'
}

async function nodesOf(transaction: Transaction, user: UserId): Promise<readonly NodeId[]> {
  const query = transaction.selectFrom('presences').select('node_id').where('user_id', '=', user)
  return (await query.execute()).map((row) => row.node_id)
}

async function forgetAbsent(db: Kysely<Tables>, before: number) {
  const absent = db
    .selectFrom('users')
    .select(['id', 'account'])
    .where('last_seen_at', '<', before)
    .where('id', 'not in', db.selectFrom('presences').select('user_id'))
  const guests = await absent.where('kind', '=', 'guest').execute()
  const renamed = await absent.whereRef('name', '!=', 'account').execute()
  for (const { id } of guests) await ifAbsent(db, id, (transaction) => removeGuest(transaction, id))
  for (const { id, account } of renamed)
    if (account !== null) await ifAbsent(db, id, (transaction) => renameUser(transaction, id, account))
  return { guests: guests.length, names: renamed.length }
}

/** They may have come meanwhile. */
function ifAbsent(
  db: Kysely<Tables>,
  user: UserId,
  work: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  return inTransaction(db, async (transaction) => {
    const isThere = await lockUser(transaction, user)
    if (isThere && (await nodesOf(transaction, user)).length === 0) await work(transaction)
  })
}
