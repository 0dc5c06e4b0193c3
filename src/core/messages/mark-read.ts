/** Remembers how far a user has seen, in several channels at once. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { channelRef, type ReadMarked } from '../events.ts'
import { channelId } from '../input.ts'

export const markRead = defineCommand({
  name: 'message.mark-read',
  who: 'user',
  cost: 0,
  input: z.object({
    positions: z.array(z.object({ channel: channelId, position: z.int().min(0) })),
  }),
  async run(context, input) {
    const { actor, store, now } = context
    const moved = await store.memberships.markRead(actor.id, input.positions)
    const audience = [{ to: 'user', user: actor.id }] as const
    return {
      result: null,
      events: moved.map(({ channel, readAt, readPosition }): ReadMarked => ({
        type: 'read.marked',
        audience,
        at: now,
        channel: channelRef(channel),
        readAt,
        readPosition,
      })),
    }
  },
})
