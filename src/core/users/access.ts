/** The guarded way to a user: by name, or refused. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { Audience } from '../events.ts'
import type { Sanction, User, UserRef } from '../types.ts'

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

/** The same, of somebody who stays: a guest is gone with their last client. */
export async function ownAccount(context: Pick<Context, 'store'>, id: User['id']): Promise<User> {
  const user = await ownUser(context, id)
  if (user.kind === 'guest')
    throw new ChatError('bad-input', { problem: 'a guest has no account: register first' })
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

/** What is in force against a user; a bot answers for its owner too. */
export async function sanctionsOn(
  { store, now }: Pick<Context, 'store' | 'now'>,
  { id, owner }: User,
): Promise<readonly Sanction[]> {
  const whose = owner === null ? [id] : [id, owner]
  return (await Promise.all(whose.map((one) => store.sanctions.ofUser(one, now)))).flat()
}

/** Refuses a user whose ban, or kick with time left, is in force. */
export async function demandNotSanctioned(
  context: Pick<Context, 'store' | 'now'>,
  user: User,
): Promise<void> {
  demandNotKeptOut(await sanctionsOn(context, user))
}

export function demandNotKeptOut(sanctions: readonly Sanction[]): void {
  const ban = sanctions.find((sanction) => sanction.kind === 'ban')
  if (ban !== undefined) throw new ChatError('banned', { reason: ban.reason })
  const kicks = sanctions.filter((sanction) => sanction.kind === 'kick')
  const [longest] = kicks.toSorted((a, b) => (b.expiresAt ?? 0) - (a.expiresAt ?? 0))
  if (longest?.expiresAt != null) {
    throw new ChatError('kicked', { until: longest.expiresAt, reason: longest.reason })
  }
}

/** Refuses who came by a token or a password that has been taken from them since. */
export async function demandStillSignedIn(
  { actor, store }: Pick<Context<UserActor>, 'actor' | 'store'>,
  user: User,
): Promise<void> {
  const { token, passwordChanges } = actor
  const holds =
    token === undefined ? user.passwordChanges === passwordChanges : await store.tokens.has(user.id, token)
  if (!holds) throw new ChatError('token-not-valid', {})
}
