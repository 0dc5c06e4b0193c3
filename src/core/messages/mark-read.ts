/** Remembers how far a user has seen, in several channels at once. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { channelId } from '../input.ts'

export const markRead = defineCommand({
  name: 'message.mark-read',
  who: 'user',
  cost: 0,
  input: z.object({
    positions: z.array(z.object({ channel: channelId, position: z.int().min(0) })),
  }),
  async run(context, input) {
    await context.store.memberships.markRead(context.actor.id, input.positions)
    return { result: null }
  },
})
