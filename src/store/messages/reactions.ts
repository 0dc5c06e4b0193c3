/** Signs put to messages: each once per message and user. */
import type { MessageStore } from '../../core/store-port.ts'
import { type Dialect, isUniqueViolation } from '../dialects/dialect.ts'

export function reactionStore({ db }: Dialect): Pick<MessageStore, 'addReaction' | 'removeReaction'> {
  return {
    async addReaction({ message, author, reaction, at }) {
      const who = { user_id: author.id, user_name: author.name }
      const row = { message_id: message, ...who, reaction, reacted_at: at }
      try {
        await db.insertInto('reactions').values(row).execute()
        return true
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
