/** Which of the caller's channels, private ones included, were spoken in between two times. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listConversations = defineCommand({
  name: 'message.list-conversations',
  who: 'user',
  cost: 2,
  /** Milliseconds since 1970, neither included. */
  input: z.object({ after: z.int(), before: z.int(), limit: z.int().min(1).max(1000) }),
  async run(context, input) {
    const limit = Math.min(input.limit, context.policy.limits.historyPage)
    const found = await context.store.messages.latestOfChannels(context.actor.id, { ...input, limit })
    return { result: { found } }
  },
})
