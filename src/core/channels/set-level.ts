/** What of a channel somebody wants to be called for; unread messages are counted all the same. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { channelRef } from '../events.ts'
import { channelReference } from '../input.ts'
import { notificationLevels } from '../types.ts'
import { memberChannelFor } from './access.ts'

export const setLevel = defineCommand({
  name: 'channel.set-level',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference, level: z.enum(notificationLevels) }),
  async run(context, input) {
    const { channel, membership } = await memberChannelFor(context, input.channel)
    const { actor, store, now: at } = context
    const { level } = input
    if (level === membership.level) return { result: { channel, level } }
    await store.memberships.setLevel(channel.id, actor.id, level)
    const audience = [{ to: 'user', user: actor.id }] as const
    return {
      result: { channel, level },
      events: [{ type: 'membership.changed', audience, at, channel: channelRef(channel), level }],
    }
  },
})
