/** Who may act on whom across the whole server. */
import type { OperatorActor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { Audience, UserBanned, UserKicked } from '../events.ts'
import type { ServerRole, User } from '../types.ts'
import { userFor, userRef } from '../users/access.ts'

const ladder: readonly ServerRole[] = ['none', 'moderator', 'admin']

/** The user to act on: refused for one's own self and for anybody of the same or a higher role. The console outranks all. */
export async function outrankedUserFor(context: Context<OperatorActor>, name: string): Promise<User> {
  const user = await userFor(context, name)
  const { actor } = context
  if (actor.kind === 'user' && actor.id === user.id)
    throw new ChatError('bad-input', { problem: 'that is you' })
  if (actor.kind === 'user' && ladder.indexOf(user.role) >= ladder.indexOf(actor.role)) {
    throw new ChatError('outranked', { name: user.name })
  }
  return user
}

/** What names an address is told to the consoles and to whoever acted. */
export function addressAudience(actor: OperatorActor): readonly Audience[] {
  return actor.kind === 'console'
    ? [{ to: 'consoles' }]
    : [{ to: 'consoles' }, { to: 'user', user: actor.id }]
}

/** The bots of somebody go with them: their clients are told the same, and closed. */
export async function withBots<E extends UserKicked | UserBanned>(
  { store }: Pick<Context, 'store'>,
  event: E,
): Promise<readonly E[]> {
  const bots = await store.bots.ofOwner(event.user.id)
  const own = bots.map(({ user }) => {
    const audience = [{ to: 'user', user: user.id }] as const
    return { ...event, audience, user: userRef(user) }
  })
  return [event, ...own]
}

/** Addresses are shown to and governed by admins and the console only. */
export function demandAdmin(actor: OperatorActor): void {
  if (actor.kind === 'user' && actor.role !== 'admin') throw new ChatError('admin-only', {})
}
