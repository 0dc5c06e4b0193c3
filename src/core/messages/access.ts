/** The rules of speaking, and the guarded way to a message. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { textLength } from '../input.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { Message, MessageId } from '../types.ts'
import { demandNotMuted, demandOpen, governs, shownName } from '../channels/access.ts'
import { isExempt, isListed } from '../channels/mask.ts'
import { isAtLeast } from '../channels/roles.ts'

/** Refuses when the channel is closed, the author an outsider, muted, or without a voice. */
export async function demandVoice(context: Context<UserActor>, access: ChannelAccess): Promise<void> {
  const { channel, membership } = access
  demandOpen(channel)
  const channelName = shownName(channel)
  if (membership === null && channel.settings.membersOnly)
    throw new ChatError('not-a-member', { channel: channelName })
  demandNotMuted(access)
  await demandOwnerNotMuted(context)
  if (isAtLeast(membership?.role ?? null, 'voice')) return
  await demandUnhindered(context, access)
  if (!channel.settings.moderated) return
  if (!(await governs(context, access, 'voice')))
    throw new ChatError('voice-required', { channel: channelName })
}

/** Nobody who is muted writes by a bot of theirs. */
async function demandOwnerNotMuted({ actor, store, now }: Context<UserActor>): Promise<void> {
  if (actor.owner === undefined) return
  const sanctions = await store.sanctions.ofUser(actor.owner, now)
  demandNotMuted({ mute: sanctions.find(({ kind }) => kind === 'mute') ?? null })
}

/** What keeps people without a voice quiet, one by one: the channel's list of mutes, bans for those outside, accounts. */
async function demandUnhindered(context: Context<UserActor>, access: ChannelAccess): Promise<void> {
  const { channel, membership, hasMutes } = access
  const { actor, store, now } = context
  if (channel.kind === 'direct') return
  if (channel.settings.accountsSpeak && actor.account === null)
    throw new ChatError('cannot-write', {
      channel: shownName(channel),
      problem: 'it takes words only from people with an account',
    })
  if (!hasMutes && membership !== null) return
  const masks = await store.channels.masks(channel.id, now)
  const against =
    isListed(masks, 'mute', actor) ?? (membership === null ? isListed(masks, 'ban', actor) : null)
  if (against === null || isExempt(masks, against.list === 'mute' ? 'mute' : 'ban', actor)) return
  throw new ChatError('cannot-write', { channel: shownName(channel), problem: 'you are muted there' })
}

export function demandText(text: string, limit: number): void {
  if (text.trim() === '') throw new ChatError('bad-input', { problem: 'there is nothing to say' })
  // A text has at most as many characters as UTF-16 units: counting is needed only for long ones.
  if (text.length <= limit) return
  const length = textLength(text)
  if (length > limit) throw new ChatError('message-too-long', { length, limit })
}

/** A message of this channel that is not deleted. */
export async function messageIn(
  context: Pick<Context, 'store'>,
  access: ChannelAccess,
  id: MessageId,
): Promise<Message> {
  const message = await context.store.messages.byId(id)
  if (message === null || message.channel !== access.channel.id || message.deletedAt !== null) {
    throw new ChatError('no-such-message', {})
  }
  return message
}

/** The message named, or the actor's newest in the channel. */
export async function messageToChange(
  context: Context<UserActor>,
  access: ChannelAccess,
  id: MessageId | null,
): Promise<Message> {
  if (id !== null) return messageIn(context, access, id)
  const newest = await context.store.messages.latestBy(access.channel.id, context.actor.id)
  if (newest === null) throw new ChatError('no-such-message', {})
  return newest
}
