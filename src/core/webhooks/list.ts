/** The webhooks of a channel, for its moderators. */
import { z } from 'zod'
import { channelFor, governs, shownName } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference } from '../input.ts'

export const listWebhooks = defineCommand({
  name: 'webhook.list',
  who: 'user',
  cost: 1,
  input: z.object({ channel: channelReference }),
  async run(context, input) {
    const access = await channelFor(context, input.channel)
    const { channel } = access
    if (!(await governs(context, access, 'moderator')))
      throw new ChatError('channel-role-required', { channel: shownName(channel), role: 'moderator' })
    const { webhooks } = context.store
    const [incoming, outgoing] = await Promise.all([
      webhooks.incomingOf(channel.id),
      webhooks.outgoingOf(channel.id),
    ])
    return { result: { incoming, outgoing } }
  },
})
