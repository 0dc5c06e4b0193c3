/** Adds to and takes from a channel's lists of bans, exceptions and standing invitations (IRC's +b, +e, +I), and reads them. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference, seconds } from '../input.ts'
import { governedChannelFor, memberChannelFor } from './access.ts'
import { maskList, maskText } from './mask.ts'

/** A list longer than this is a mistake or an attack. */
const longestList = 200

const maskInput = z.object({ channel: channelReference, list: maskList, mask: maskText })

export const addMask = defineCommand({
  name: 'channel.add-mask',
  who: 'user',
  cost: 1,
  input: maskInput.extend({ seconds: seconds.nullish() }),
  async run(context, input) {
    const { channel } = await governedChannelFor(context, input.channel, 'moderator')
    const { store, now } = context
    const masks = await store.channels.masks(channel.id, now)
    if (masks.length >= longestList)
      throw new ChatError('bad-input', { problem: `the channel's lists are full (${longestList})` })
    const by = actorName(context.actor)
    const expiresAt = input.seconds == null ? null : now + input.seconds * 1000
    const mask = { list: input.list, mask: input.mask, by, createdAt: now, expiresAt }
    await store.channels.addMask(channel.id, mask)
    const audience = [{ to: 'channel', channel: channel.id }] as const
    return {
      result: { mask },
      events: [
        { type: 'mask.changed', audience, at: now, channel: channelRef(channel), mask, added: true, by },
      ],
      log: { channel: channel.id, list: input.list },
    }
  },
})

export const removeMask = defineCommand({
  name: 'channel.remove-mask',
  who: 'user',
  cost: 1,
  input: maskInput,
  async run(context, input) {
    const { channel } = await governedChannelFor(context, input.channel, 'moderator')
    if (!(await context.store.channels.removeMask(channel.id, input.list, input.mask))) {
      throw new ChatError('no-such-sanction', { subject: input.mask })
    }
    const by = actorName(context.actor)
    const mask = { list: input.list, mask: input.mask, by, createdAt: context.now, expiresAt: null }
    const audience = [{ to: 'channel', channel: channel.id }] as const
    return {
      result: { mask },
      events: [
        {
          type: 'mask.changed',
          audience,
          at: context.now,
          channel: channelRef(channel),
          mask,
          added: false,
          by,
        },
      ],
      log: { channel: channel.id, list: input.list },
    }
  },
})

export const listMasks = defineCommand({
  name: 'channel.list-masks',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference }),
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    return { result: { channel, masks: await context.store.channels.masks(channel.id, context.now) } }
  },
})
