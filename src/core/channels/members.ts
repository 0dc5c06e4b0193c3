/** Rules between members of a channel: who may act on whom. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { User } from '../types.ts'
import { ownUser } from '../users/access.ts'
import { shownName } from './access.ts'
import { rank } from './roles.ts'

/** The member must be in the channel and hold a lower role than the actor, unless the actor is an owner or a server admin. */
export async function demandOutranks(
  context: Context<UserActor>,
  access: ChannelAccess,
  user: User,
): Promise<void> {
  const theirs = await context.store.channels.access({ id: access.channel.id }, user.id, context.now)
  const role = theirs?.membership?.role
  if (role === undefined)
    throw new ChatError('not-in-channel', { name: user.name, channel: shownName(access.channel) })
  const own = access.membership?.role ?? null
  if (own === 'owner' || rank(own) > rank(role)) return
  if ((await ownUser(context, context.actor.id)).role !== 'admin')
    throw new ChatError('outranked', { name: user.name })
}
