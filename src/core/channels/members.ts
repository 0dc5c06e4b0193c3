/** Rules between members of a channel: who may act on whom. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { Membership, User } from '../types.ts'
import { governs, shownName } from './access.ts'
import { rank } from './roles.ts'

/** The member must be in the channel and hold a lower role than the actor, unless the actor acts as an owner. Answers the membership. */
export async function demandOutranks(
  context: Context<UserActor>,
  access: ChannelAccess,
  user: User,
): Promise<Membership> {
  const theirs = await context.store.channels.access({ id: access.channel.id }, user.id, context.now)
  const membership = theirs?.membership
  if (membership == null)
    throw new ChatError('not-in-channel', { name: user.name, channel: shownName(access.channel) })
  if (
    rank(access.membership?.role ?? null) > rank(membership.role) ||
    (await governs(context, access, 'owner'))
  )
    return membership
  throw new ChatError('outranked', { name: user.name })
}
