/** Up to when somebody has read a channel: asked, and moved on from any client. */
import { z } from 'zod'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { channelRef } from '../events.ts'
import { channelReference } from '../input.ts'

export const showReadTime = defineCommand({
  name: 'message.show-read-time',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference }),
  async run(context, input) {
    const { channel, membership } = await memberChannelFor(context, input.channel)
    return { result: { channel, readAt: membership.readAt, changed: false } }
  },
})

export const markReadUntil = defineCommand({
  name: 'message.mark-read-until',
  who: 'user',
  cost: 1,
  /** Milliseconds since 1970; a time still to come counts as now: what is said later has not been read. */
  input: z.object({ channel: channelReference, readAt: z.int().min(0) }),
  async run(context, input) {
    const { channel, membership } = await memberChannelFor(context, input.channel)
    const { id } = context.actor
    const asked = Math.min(input.readAt, context.now)
    const { readAt, readPosition } = await context.store.memberships.markReadAt(id, channel.id, asked)
    const fact = {
      audience: [{ to: 'user', user: id } as const],
      at: context.now,
      channel: channelRef(channel),
    }
    return {
      result: { channel, readAt, changed: readAt !== membership.readAt },
      events: readAt === membership.readAt ? [] : [{ ...fact, type: 'read.marked', readAt, readPosition }],
    }
  },
})
