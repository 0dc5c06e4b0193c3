/** Whom people take private messages from although they have no account. */
import type { Kysely } from 'kysely'
import type { UserStore } from '../../core/store-port.ts'
import { isUniqueViolation } from '../dialects/dialect.ts'
import { orGone } from '../gone.ts'
import type { Tables } from '../tables.ts'

export function acceptanceStore(db: Kysely<Tables>): Pick<UserStore, 'accepts' | 'setAccepted'> {
  return {
    async accepts(user, other) {
      const query = db.selectFrom('acceptances').select('user_id').where('user_id', '=', user)
      return (await query.where('accepted_id', '=', other).executeTakeFirst()) !== undefined
    },
    async setAccepted(user, other, accepted) {
      const pair = { user_id: user, accepted_id: other }
      if (!accepted) {
        await db
          .deleteFrom('acceptances')
          .where('user_id', '=', user)
          .where('accepted_id', '=', other)
          .execute()
        return
      }
      try {
        await orGone(db.insertInto('acceptances').values(pair).execute())
      } catch (error) {
        // Accepted already: once is enough.
        if (!isUniqueViolation(error)) throw error
      }
    },
  }
}
