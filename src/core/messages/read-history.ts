/** What was said in a channel, a page at a time. */
import { z } from 'zod'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { channelReference } from '../input.ts'
import { bytesOfMessage, fittingFromEnd } from './page.ts'

export const readHistory = defineCommand({
  name: 'message.read-history',
  who: 'user',
  cost: 2,
  /** `before`: the position the page ends before; absent: the newest page. Cut to the server's page size, in messages and bytes: an empty page is the last. */
  input: z.object({
    channel: channelReference,
    before: z.int().min(1).nullish(),
    limit: z
      .int('how many must be a whole number')
      .min(1, 'must be at least 1')
      .max(100_000, 'that is too many')
      .default(20),
  }),
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    const limit = Math.min(input.limit, context.policy.limits.historyPage)
    const messages = await context.store.messages.history({
      channel: channel.id,
      before: input.before ?? null,
      limit,
    })
    const { outboxBytes } = context.policy.limits
    const fitted = fittingFromEnd(messages, { outboxBytes, bytesOf: bytesOfMessage })
    return { result: { channel, messages: fitted, limit } }
  },
})
