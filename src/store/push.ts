/** Browsers that can be called. Whom a channel's messages may call has a file of its own. */
import type { NewPushSubscription, PushStore } from '../core/store-port.ts'
import { ChatError } from '../core/errors.ts'
import type { PushSubscription, TokenId, UserId } from '../core/types.ts'
import { digest } from '../lib/digest.ts'
import type { Dialect } from './dialects/dialect.ts'
import { lockUser } from './locks.ts'
import { reachable } from './push/reachable.ts'
import { isInForce } from './tokens/in-force.ts'
import type { PushSubscriptionsTable } from './tables/push.ts'
import { inTransaction, type Transaction } from './transaction.ts'

export function pushStore({ db }: Pick<Dialect, 'db'>): PushStore {
  const known = (user: UserId, now: number) =>
    db
      .selectFrom('push_subscriptions')
      .innerJoin('tokens', 'tokens.id', 'push_subscriptions.token_id')
      .where('push_subscriptions.user_id', '=', user)
      .where(isInForce(now))
  return {
    add: (subscription) => inTransaction(db, (transaction) => add(transaction, subscription)),
    async ofUser(user, now) {
      const rows = await known(user, now)
        .select(['push_subscriptions.token_id', 'push_subscriptions.created_at', 'tokens.name'])
        .orderBy('push_subscriptions.created_at', 'desc')
        .orderBy('push_subscriptions.token_id', 'desc')
        .execute()
      return rows.map((row) => ({ token: row.token_id, name: row.name, createdAt: row.created_at }))
    },
    async byToken(user, token, now) {
      const query = known(user, now).select(['token_id', 'endpoint', 'p256dh', 'auth'])
      const row = await query.where('token_id', '=', token).executeTakeFirst()
      return row === undefined ? null : subscriptionFrom(row)
    },
    async remove(user, token) {
      const query = db.deleteFrom('push_subscriptions').where('token_id', '=', token)
      return (await query.where('user_id', '=', user).executeTakeFirst()).numDeletedRows > 0n
    },
    async removeEndpoint(endpoint) {
      const query = db.deleteFrom('push_subscriptions').where('endpoint_digest', '=', digest(endpoint))
      await query.execute()
    },
    reachable: (hearers, now) => reachable(db, hearers, now),
  }
}

type SubscriptionFields = Pick<PushSubscriptionsTable, 'endpoint' | 'p256dh' | 'auth'> & { token_id: TokenId }

function subscriptionFrom({ token_id, endpoint, p256dh, auth }: SubscriptionFields): PushSubscription {
  return { token: token_id, endpoint, keys: { p256dh, auth } }
}

async function add(transaction: Transaction, subscription: NewPushSubscription): Promise<void> {
  const { user, token, endpoint, keys, createdAt, limit } = subscription
  const endpointDigest = digest(endpoint)
  await lockToken(transaction, subscription)
  await transaction
    .deleteFrom('push_subscriptions')
    .where((is) => is.or([is('token_id', '=', token), is('endpoint_digest', '=', endpointDigest)]))
    .execute()
  const { count } = await transaction
    .selectFrom('push_subscriptions')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('user_id', '=', user)
    .executeTakeFirstOrThrow()
  if (count >= limit) throw new ChatError('too-many-entries', { limit })
  const row = { token_id: token, user_id: user, endpoint_digest: endpointDigest, endpoint, ...keys }
  await transaction
    .insertInto('push_subscriptions')
    .values({ ...row, created_at: createdAt })
    .execute()
}

/** Two browsers of a user are counted one after the other. */
async function lockToken(
  transaction: Transaction,
  { user, token, createdAt }: NewPushSubscription,
): Promise<void> {
  await lockUser(transaction, user)
  const query = transaction.selectFrom('tokens').select('id').where('id', '=', token)
  const mine = await query.where('user_id', '=', user).where(isInForce(createdAt)).executeTakeFirst()
  if (mine === undefined) throw new ChatError('not-signed-in', {})
}
