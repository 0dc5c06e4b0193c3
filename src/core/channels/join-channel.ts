/** Joins a channel, past its key, bans, limit and invitations. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference } from '../input.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { Channel, ChannelId, ChannelMask, Person } from '../types.ts'
import { parseReference, demandOpen, governs, shownName } from './access.ts'
import { memberJoined } from './facts.ts'
import { demandCreation } from './create-channel.ts'
import { findOrMake } from './defaults.ts'
import { isExempt, isListed } from './mask.ts'
import { demandValidChannelName } from './names.ts'

export const joinChannel = defineCommand({
  name: 'channel.join',
  who: 'user',
  cost: 1,
  input: z.object({
    channel: channelReference,
    key: z.string().max(64).nullish(),
    /** Whether a channel that is not there is made, as IRC's JOIN does. */
    orCreate: z.boolean().default(false),
  }),
  async run(context, input) {
    const { id } = context.actor
    const access = (await find(context, input.channel)) ?? (await make(context, input))
    if (access.membership !== null)
      throw new ChatError('already-a-member', { channel: shownName(access.channel) })
    await demandAdmission(context, access, input)
    const isDefault = context.policy.defaultChannels.includes(access.channel.name)
    const { channel, user, role } = await context.store.memberships.add(access.channel.id, id, {
      role: 'member',
      ifEmpty: isDefault ? 'member' : 'moderator',
      at: context.now,
      channelsPerUser: context.policy.limits.channelsPerUser,
    })
    return {
      result: { channel, role },
      events: [memberJoined({ channel, user, role, at: context.now, present: true })],
      log: { channel: channel.id },
    }
  },
})

async function find(context: Context<UserActor>, written: string): Promise<ChannelAccess | null> {
  const access = await context.store.channels.access(parseReference(written), context.actor.id, context.now)
  return access?.channel.kind === 'direct' ? null : access
}

async function make(
  context: Context<UserActor>,
  asked: { readonly channel: string; readonly orCreate: boolean },
): Promise<ChannelAccess> {
  if (!asked.orCreate) throw new ChatError('no-such-channel', { channel: asked.channel })
  const name = demandValidChannelName(asked.channel)
  await demandCreation(context)
  await findOrMake(context, name)
  const made = await find(context, asked.channel)
  if (made === null) throw new ChatError('no-such-channel', { channel: asked.channel })
  return made
}

/** An invitation opens every door; a private channel without one does not exist. */
async function demandAdmission(
  context: Context<UserActor>,
  access: ChannelAccess,
  asked: { readonly channel: string; readonly key?: string | null | undefined },
): Promise<void> {
  const { channel } = access
  const masks = await context.store.channels.masks(channel.id, context.now)
  const refusal = refusalAt(channel, context.actor, { masks, key: asked.key ?? null })
  // Most doors are open to most: what else would open them need not be known then.
  if (channel.kind === 'public' && refusal === null) return demandOpen(channel)
  const invited = await isInvited(context, channel.id, masks)
  if (channel.kind === 'private' && !invited)
    throw new ChatError('no-such-channel', { channel: asked.channel })
  demandOpen(channel)
  if (refusal !== null && !invited && !(await governs(context, access, 'owner'))) throw refusal
}

/** What keeps out somebody who is neither invited nor governs the channel. */
function refusalAt(
  channel: Channel,
  person: Person,
  { masks, key }: { readonly masks: readonly ChannelMask[]; readonly key: string | null },
): ChatError | null {
  const { settings } = channel
  const named = { channel: shownName(channel) }
  if (settings.accountsOnly && person.account === null) return new ChatError('account-required', named)
  const ban = isListed(masks, 'ban', person)
  if (ban !== null && !isExempt(masks, 'ban', person))
    return new ChatError('banned-from-channel', { ...named, until: ban.expiresAt })
  if (settings.inviteOnly) return new ChatError('invitation-required', named)
  if (settings.key === null || settings.key === key) return null
  return new ChatError(key === null ? 'key-required' : 'wrong-key', named)
}

async function isInvited(
  context: Context<UserActor>,
  channel: ChannelId,
  masks: readonly ChannelMask[],
): Promise<boolean> {
  if (isListed(masks, 'invitation', context.actor) !== null) return true
  return context.store.channels.isInvited(channel, context.actor.id)
}
