/** Leaves a channel. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference } from '../input.ts'
import { memberChannelFor, shownName } from './access.ts'
import { memberLeft } from './facts.ts'

export const leaveChannel = defineCommand({
  name: 'channel.leave',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference }),
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    if (channel.kind === 'direct')
      throw new ChatError('bad-input', { problem: 'a private conversation cannot be left' })
    const { id, name } = context.actor
    if (!(await context.store.memberships.remove(channel.id, id))) {
      throw new ChatError('not-a-member', { channel: shownName(channel) })
    }
    const left = {
      channel: channelRef(channel),
      user: { id, name },
      removedBy: null,
      reason: null,
      until: null,
      at: context.now,
    }
    return { result: { channel }, events: [memberLeft(left)], log: { channel: channel.id } }
  },
})
