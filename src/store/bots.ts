/** Bots. What they are beside their owner is as with every user. */
import type { Kysely } from 'kysely'
import type { Bot, BotStore } from '../core/store-port.ts'
import type { UserId } from '../core/types.ts'
import { foldName } from '../lib/fold.ts'
import { createBot } from './bots/create.ts'
import type { Dialect } from './dialects/dialect.ts'
import { userColumns, userFrom, type UserFields } from './rows.ts'
import type { Tables } from './tables.ts'
import { inTransaction, type Transaction } from './transaction.ts'

export function botStore({ db }: Dialect): BotStore {
  return {
    create: (bot, proof) => inTransaction(db, (transaction) => createBot(transaction, bot, proof)),
    ofOwner: async (owner) => (await listed(db).where('users.owner_id', '=', owner).execute()).map(botFrom),
    async list({ after, limit }) {
      let query = listed(db).limit(limit)
      if (after !== null) query = query.where('users.folded_name', '>', foldName(after))
      return (await query.execute()).map(botFrom)
    },
    remove: (id) => inTransaction(db, (transaction) => removeBot(transaction, id)),
  }
}

const botColumns = userColumns.map((column) => `users.${column}` as const)

function listed(db: Kysely<Tables>) {
  return db
    .selectFrom('users')
    .innerJoin('users as owners', 'owners.id', 'users.owner_id')
    .select(botColumns)
    .select(['owners.id as ownerId', 'owners.name as ownerName'])
    .where('users.kind', '=', 'bot')
    .orderBy('users.folded_name')
}

function botFrom(row: UserFields & { readonly ownerId: UserId; readonly ownerName: string }): Bot {
  return { user: userFrom(row), owner: { id: row.ownerId, name: row.ownerName } }
}

async function removeBot(transaction: Transaction, id: UserId): Promise<boolean> {
  const bot = transaction.selectFrom('users').select('id').where('id', '=', id).where('kind', '=', 'bot')
  await transaction.deleteFrom('metadata').where('subject_id', 'in', bot).execute()
  const query = transaction.deleteFrom('users').where('id', '=', id).where('kind', '=', 'bot')
  return (await query.executeTakeFirst()).numDeletedRows > 0n
}
