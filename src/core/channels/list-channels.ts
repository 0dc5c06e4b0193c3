/** The channels somebody may know of; the operator sees them all. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'

export const listChannels = defineCommand({
  name: 'channel.list',
  who: 'anyone',
  cost: 1,
  input: z.object({}),
  async run(context) {
    const { actor } = context
    if (actor.kind === 'visitor') throw new ChatError('not-signed-in', {})
    return {
      result: { channels: await context.store.channels.list(actor.kind === 'user' ? actor.id : null) },
    }
  },
})
