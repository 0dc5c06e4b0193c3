/** The one guarded way to a channel. What somebody may not know of answers exactly as what does not exist. */
import { isId } from '../../lib/id.ts'
import type { Actor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ChannelAccess, ChannelReference } from '../store-port.ts'
import type { Channel, ChannelId, ChannelRole, Membership } from '../types.ts'
import { bareChannelName } from './names.ts'
import { isAtLeast } from './roles.ts'

type Asking = Pick<Context, 'store' | 'now'> & { readonly actor: Actor }

/** A channel the actor may know of; refuses with `no-such-channel`. */
export async function channelFor(context: Asking, written: string): Promise<ChannelAccess> {
  const user = context.actor.kind === 'user' ? context.actor.id : null
  const access = await context.store.channels.access(parseReference(written), user, context.now)
  if (access === null || !mayKnow(context.actor, access))
    throw new ChatError('no-such-channel', { channel: written })
  return access
}

export interface MemberAccess extends ChannelAccess {
  readonly membership: Membership
}

/** A channel the actor belongs to; refuses with `not-a-member`. */
export async function memberChannelFor(context: Asking, written: string): Promise<MemberAccess> {
  const access = await channelFor(context, written)
  const { membership } = access
  if (membership === null) throw new ChatError('not-a-member', { channel: shownName(access.channel) })
  return { ...access, membership }
}

/**
 * A channel the actor may govern with at least this role. An admin of the server counts as an owner of every public
 * channel, and of a private one they belong to.
 */
export async function governedChannelFor(
  context: Asking,
  written: string,
  needed: ChannelRole,
): Promise<ChannelAccess> {
  const access = await channelFor(context, written)
  demandOpen(access.channel)
  if (access.channel.kind === 'direct')
    throw new ChatError('bad-input', { problem: 'that is not possible in a private conversation' })
  if (!(await governs(context, access, needed))) {
    throw new ChatError('channel-role-required', { channel: shownName(access.channel), role: needed })
  }
  return access
}

/** Whether the actor has the role, by membership or as an admin. Where nobody owns a channel, its moderators act as owners. */
export async function governs(context: Asking, access: ChannelAccess, needed: ChannelRole): Promise<boolean> {
  const { actor } = context
  if (actor.kind !== 'user') return actor.kind === 'console'
  const role = access.membership?.role ?? null
  if (isAtLeast(role, needed)) return true
  if (isAtLeast(role, 'moderator') && !(await context.store.memberships.hasOwner(access.channel.id)))
    return true
  const user = await context.store.users.byId(actor.id)
  return user?.role === 'admin'
}

export function demandOpen(channel: Channel): void {
  if (channel.archivedAt !== null) throw new ChatError('channel-archived', { channel: shownName(channel) })
}

/** A mute holds for all that others read: messages and topics. */
export function demandNotMuted({ mute }: Pick<ChannelAccess, 'mute'>): void {
  if (mute !== null) throw new ChatError('muted', { until: mute.expiresAt, reason: mute.reason })
}

/** As people write it. */
export function shownName(channel: Pick<Channel, 'kind' | 'name'>): string {
  return channel.kind === 'direct' ? 'this conversation' : `#${channel.name}`
}

/** Whether somebody may learn that it is there. */
export function mayKnow(actor: Actor, { channel, membership }: ChannelAccess): boolean {
  return (
    channel.kind === 'public' ||
    membership !== null ||
    (actor.kind === 'console' && channel.kind === 'private')
  )
}

export function parseReference(written: string): ChannelReference {
  if (!written.startsWith('#') && isId<ChannelId>(written)) return { id: written }
  return { name: bareChannelName(written) }
}
