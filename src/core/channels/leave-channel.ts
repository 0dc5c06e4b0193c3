/** Leaves a channel. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference, demandReason, reasonText } from '../input.ts'
import { memberChannelFor, shownName } from './access.ts'
import { memberLeft } from './facts.ts'

export const leaveChannel = defineCommand({
  name: 'channel.leave',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference, reason: reasonText }),
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    if (channel.kind === 'direct')
      throw new ChatError('bad-input', { problem: 'a private conversation cannot be left' })
    const { id } = context.actor
    demandReason(input.reason, context.policy.limits.reasonLength)
    if (!(await context.store.memberships.remove(channel.id, id))) {
      throw new ChatError('not-a-member', { channel: shownName(channel) })
    }
    const left = {
      channel: channelRef(channel),
      user: personOf(context.actor),
      removedBy: null,
      reason: input.reason,
      until: null,
      gone: false,
      at: context.now,
    }
    return { result: { channel }, events: [memberLeft(left)], log: { channel: channel.id } }
  },
})
