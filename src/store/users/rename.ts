/** Going by another name: the one before is free again, unless it is the account. What was said keeps its author's name. */
import { ChatError } from '../../core/errors.ts'
import type { UserId } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'
import type { Transaction } from '../transaction.ts'
import { orTaken, takeName } from './names.ts'

export async function renameUser(transaction: Transaction, id: UserId, name: string): Promise<void> {
  const query = transaction.selectFrom('users').select(['folded_name', 'account']).where('id', '=', id)
  const before = await query.executeTakeFirst()
  if (before === undefined) throw new ChatError('no-such-user', { name })
  await takeName(transaction, id, name)
  const folded = foldName(name)
  const keeps = before.account !== null && foldName(before.account) === before.folded_name
  if (!keeps && folded !== before.folded_name) await freeName(transaction, id, before.folded_name)
  const change = transaction.updateTable('users').set({ name, folded_name: folded }).where('id', '=', id)
  await orTaken(name, change.execute())
  await renameInDirect(transaction, id, name)
}

/** Few have another name when a node starts: those who were here when it ended without a word. */
export async function restoreNames(transaction: Transaction): Promise<number> {
  const query = transaction.selectFrom('users').select(['id', 'account']).whereRef('name', '!=', 'account')
  const others = await query.execute()
  for (const { id, account } of others) if (account !== null) await renameUser(transaction, id, account)
  return others.length
}

async function freeName(transaction: Transaction, id: UserId, folded: string): Promise<void> {
  const query = transaction.deleteFrom('names').where('folded_name', '=', folded)
  await query.where('user_id', '=', id).execute()
}

/** The names of a direct channel are those its two members go by now. */
async function renameInDirect(transaction: Transaction, id: UserId, name: string): Promise<void> {
  await transaction.updateTable('channels').set({ first_name: name }).where('first_id', '=', id).execute()
  await transaction.updateTable('channels').set({ second_name: name }).where('second_id', '=', id).execute()
}
