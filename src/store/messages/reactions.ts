/** Signs put to messages: each once per message and user, and not too many of one user. One taken back keeps its row. */
import { ChatError } from '../../core/errors.ts'
import type { MessageStore, NewReaction } from '../../core/store-port.ts'
import type { AppendQueue } from '../append-queue.ts'
import type { Dialect } from '../dialects/dialect.ts'

export function reactionStore(
  dialect: Dialect,
  queue: AppendQueue,
): Pick<MessageStore, 'addReaction' | 'removeReaction'> {
  return {
    async addReaction(given, limit) {
      const position = await queue.change(given.reaction, () => dialect.addReaction(given, limit))
      if (position === null) await demandThere(dialect, given, limit)
      return position
    },
    removeReaction: (given) => queue.change(given.reaction, () => dialect.removeReaction(given)),
  }
}

/** Nothing was stored. Unless the sign was there, it says why. */
async function demandThere({ db }: Dialect, given: NewReaction, limit: number): Promise<void> {
  const query = db.selectFrom('reactions').select('reaction').where('message_id', '=', given.message)
  const own = await query.where('user_id', '=', given.author.id).where('removed_at', 'is', null).execute()
  if (own.some(({ reaction }) => reaction === given.reaction)) return
  throw own.length >= limit
    ? new ChatError('too-many-entries', { limit })
    : new ChatError('no-such-message', {})
}
