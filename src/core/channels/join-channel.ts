/** Joins a channel, past its key, bans, limit and invitations. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference } from '../input.ts'
import type { ChannelAccess } from '../store-port.ts'
import type { Channel, ChannelId, ChannelMask } from '../types.ts'
import { parseReference, demandOpen, governs, shownName } from './access.ts'
import { memberJoined } from './facts.ts'
import { isListed } from './mask.ts'

export const joinChannel = defineCommand({
  name: 'channel.join',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference, key: z.string().max(64).nullish() }),
  async run(context, input) {
    const access = await context.store.channels.access(
      parseReference(input.channel),
      context.actor.id,
      context.now,
    )
    if (access === null || access.channel.kind === 'direct')
      throw new ChatError('no-such-channel', { channel: input.channel })
    const { id, name } = context.actor
    if (access.membership !== null)
      throw new ChatError('already-a-member', { channel: shownName(access.channel) })
    await demandAdmission(context, access, input)
    const channel = await context.store.memberships.add(access.channel.id, id, {
      role: 'member',
      at: context.now,
      channelsPerUser: context.policy.limits.channelsPerUser,
    })
    return {
      result: { channel },
      events: [memberJoined({ channel, user: { id, name }, role: 'member', at: context.now })],
      log: { channel: channel.id },
    }
  },
})

/** An invitation opens every door but the user limit; a private channel without one does not exist. */
async function demandAdmission(
  context: Context<UserActor>,
  access: ChannelAccess,
  asked: { readonly channel: string; readonly key?: string | null | undefined },
): Promise<void> {
  const { channel } = access
  const masks = await context.store.channels.masks(channel.id, context.now)
  const invited = await isInvited(context, channel.id, masks)
  if (channel.kind === 'private' && !invited)
    throw new ChatError('no-such-channel', { channel: asked.channel })
  demandOpen(channel)
  if (invited || (await governs(context, access, 'owner'))) return
  demandNotBanned(context.actor.name, channel, masks)
  if (channel.settings.inviteOnly) throw new ChatError('invitation-required', { channel: shownName(channel) })
  demandKey(channel, asked.key ?? null)
}

async function isInvited(
  context: Context<UserActor>,
  channel: ChannelId,
  masks: readonly ChannelMask[],
): Promise<boolean> {
  if (isListed(masks, 'invitation', context.actor.name) !== null) return true
  return context.store.channels.isInvited(channel, context.actor.id)
}

function demandNotBanned(name: string, channel: Channel, masks: readonly ChannelMask[]): void {
  const ban = isListed(masks, 'ban', name)
  if (ban === null || isListed(masks, 'exception', name) !== null) return
  throw new ChatError('banned-from-channel', { channel: shownName(channel), until: ban.expiresAt })
}

function demandKey(channel: Channel, key: string | null): void {
  if (channel.settings.key === null || channel.settings.key === key) return
  throw new ChatError(key === null ? 'key-required' : 'wrong-key', { channel: shownName(channel) })
}
