/** Whom a channel's messages may call: few rows, however many members there are, as everything is asked at once. */
import type { Kysely } from 'kysely'
import type { Hearers, Reachable } from '../../core/store-port.ts'
import type { PushSubscription, UserId } from '../../core/types.ts'
import { isInForce } from '../tokens/in-force.ts'
import type { Tables } from '../tables.ts'
import { notificationColumns, notificationsFrom } from '../users/notifications.ts'

export async function reachable(
  db: Kysely<Tables>,
  hearers: Hearers,
  now: number,
): Promise<readonly Reachable[]> {
  const found = new Map<string, Reachable & { subscriptions: PushSubscription[] }>()
  for (const row of await rowsFor(db, hearers, now).execute()) {
    const { id, name, account, level, read_position: readPosition } = row
    const known = found.get(id)
    const { token_id: token, endpoint, p256dh, auth } = row
    const subscription = { token, endpoint, keys: { p256dh, auth } }
    if (known !== undefined) known.subscriptions.push(subscription)
    else {
      const user = { id, name, account }
      const settings = notificationsFrom(row)
      found.set(id, { user, level, readPosition, settings, subscriptions: [subscription] })
    }
  }
  return [...found.values()]
}

function rowsFor(db: Kysely<Tables>, { channel, isDirect, called }: Hearers, now: number) {
  const wanted = db
    .selectFrom('push_subscriptions')
    .innerJoin('memberships', 'memberships.user_id', 'push_subscriptions.user_id')
    .innerJoin('users', 'users.id', 'push_subscriptions.user_id')
    .innerJoin('tokens', 'tokens.id', 'push_subscriptions.token_id')
    .select(['users.id', 'users.name', 'users.account', 'memberships.level', 'memberships.read_position'])
    .select(notificationColumns.map((column) => `users.${column}` as const))
    .select(['push_subscriptions.token_id', 'endpoint', 'p256dh', 'auth'])
    .where('memberships.channel_id', '=', channel)
    .where('memberships.level', '!=', 'none')
    .where(isInForce(now))
    .where('push_subscriptions.user_id', 'not in', shutOut(db, now))
  if (isDirect) return wanted
  const names = db
    .selectFrom('names')
    .select('names.user_id')
    .where('folded_name', 'in', [...called, ''])
  return wanted.where((is) => is.or([is('memberships.level', '=', 'all'), is('users.id', 'in', names)]))
}

/** Sanctions of networks are of no user. */
function shutOut(db: Kysely<Tables>, now: number) {
  return db
    .selectFrom('sanctions')
    .select('sanctions.user_id')
    .$narrowType<{ user_id: UserId }>()
    .where('sanctions.user_id', 'is not', null)
    .where('kind', 'in', ['kick', 'ban'])
    .where('lifted_at', 'is', null)
    .where((is) => is.or([is('sanctions.expires_at', 'is', null), is('sanctions.expires_at', '>', now)]))
}
