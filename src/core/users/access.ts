/** The guarded way to a user: by name, or refused. */
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { Audience } from '../events.ts'
import type { User, UserRef } from '../types.ts'

export async function userFor(context: Pick<Context, 'store'>, name: string): Promise<User> {
  const user = await context.store.users.byName(name)
  if (user === null) throw new ChatError('no-such-user', { name })
  return user
}

/** The calling user's own record. */
export async function ownUser(context: Pick<Context, 'store'>, id: User['id']): Promise<User> {
  const user = await context.store.users.byId(id)
  if (user === null) throw new ChatError('not-signed-in', {})
  return user
}

/** Everybody who shares a channel with a user, and the user: whom changes of the user concern. */
export async function peersOf(context: Pick<Context, 'store'>, id: User['id']): Promise<readonly Audience[]> {
  const joined = await context.store.memberships.ofUser(id)
  const channels = joined.filter(({ channel }) => channel.kind !== 'direct')
  return [
    { to: 'user', user: id },
    ...channels.map(({ channel }): Audience => ({ to: 'channel', channel: channel.id })),
  ]
}

export function userRef(user: UserRef): UserRef {
  return { id: user.id, name: user.name }
}

/** Refuses a user whose ban, or kick with time left, is in force. */
export async function demandNotSanctioned(
  context: Pick<Context, 'store' | 'now'>,
  user: User,
): Promise<void> {
  const sanctions = await context.store.sanctions.ofUser(user.id, context.now)
  const ban = sanctions.find((sanction) => sanction.kind === 'ban')
  if (ban !== undefined) throw new ChatError('banned', { reason: ban.reason })
  const kicks = sanctions.filter((sanction) => sanction.kind === 'kick')
  const [longest] = kicks.toSorted((a, b) => (b.expiresAt ?? 0) - (a.expiresAt ?? 0))
  if (longest?.expiresAt != null) {
    throw new ChatError('kicked', { until: longest.expiresAt, reason: longest.reason })
  }
}
