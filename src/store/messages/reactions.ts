/** Signs put to messages: each once per message and user, and not too many of one user. */
import { ChatError } from '../../core/errors.ts'
import type { MessageStore, NewReaction } from '../../core/store-port.ts'
import { type Dialect, isUniqueViolation } from '../dialects/dialect.ts'
import type { Transaction } from '../transaction.ts'

export function reactionStore({ db }: Dialect): Pick<MessageStore, 'addReaction' | 'removeReaction'> {
  return {
    async addReaction(reaction, limit) {
      try {
        return await db.transaction().execute((transaction) => add(transaction, reaction, limit))
      } catch (error) {
        if (isUniqueViolation(error)) return false
        throw error
      }
    },
    async removeReaction({ message, author, reaction }) {
      const query = db.deleteFrom('reactions').where('message_id', '=', message)
      const own = query.where('user_id', '=', author.id).where('reaction', '=', reaction)
      return (await own.executeTakeFirst()).numDeletedRows > 0n
    },
  }
}

async function add(transaction: Transaction, given: NewReaction, limit: number): Promise<boolean> {
  const { message, author, reaction, at } = given
  const query = transaction.selectFrom('reactions').select('reaction').where('message_id', '=', message)
  const own = await query.where('user_id', '=', author.id).execute()
  if (own.some((known) => known.reaction === reaction)) return false
  if (own.length >= limit) throw new ChatError('too-many-entries', { limit })
  const who = { user_id: author.id, user_name: author.name }
  await transaction
    .insertInto('reactions')
    .values({ message_id: message, ...who, reaction, reacted_at: at })
    .execute()
  return true
}
