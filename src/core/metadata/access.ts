/** The guarded way to whatever has metadata: a user, or a channel. */
import type { UserActor } from '../actor.ts'
import { channelFor, governedChannelFor, shownName } from '../channels/access.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef, type Audience, type EventOf } from '../events.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { ChannelId, UserId } from '../types.ts'
import { ownUser, peersOf, userFor, userRef } from '../users/access.ts'

export interface Subject {
  readonly id: UserId | ChannelId
  readonly shown: string
  readonly about: EventOf<'metadata.changed'>['subject']
}

/** Of a user's name, `#channel`, or nothing and `*` for the caller. */
export async function subjectFor(context: Context<UserActor>, written: string): Promise<Subject> {
  if (written.startsWith('#')) {
    const { channel } = await readableChannelFor(context, written)
    return { id: channel.id, shown: shownName(channel), about: { channel: channelRef(channel) } }
  }
  const own = written === '' || written === '*'
  const user = own ? await ownUser(context, context.actor.id) : await userFor(context, written)
  return { id: user.id, shown: user.name, about: { user: userRef(user) } }
}

/** Whoever would have to be let in learns nothing outside. */
export async function readableChannelFor(
  context: Context<UserActor>,
  written: string,
): Promise<ChannelAccess> {
  const access = await channelFor(context, written)
  const { inviteOnly, secret, key } = access.channel.settings
  if (access.membership === null && (inviteOnly || secret || key !== null))
    throw new ChatError('not-a-member', { channel: shownName(access.channel) })
  return access
}

/** What the caller may change: their own, or a channel's as one of its moderators. */
export async function ownSubjectFor(context: Context<UserActor>, written: string): Promise<Subject> {
  const found = await subjectFor(context, written)
  if ('channel' in found.about) await governedChannelFor(context, written, 'moderator')
  else if (found.id !== context.actor.id)
    throw new ChatError('bad-metadata', {
      problem: 'only your own entries, or those of a channel you moderate, can be changed',
    })
  return found
}

/** Whom a change concerns. */
export async function audienceOf(
  context: Context<UserActor>,
  { about }: Subject,
): Promise<readonly Audience[]> {
  if ('channel' in about) return [{ to: 'channel', channel: about.channel.id }]
  return peersOf(context, about.user.id)
}
