/** The channels that have invited the caller and still wait. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listInvitations = defineCommand({
  name: 'channel.list-invitations',
  who: 'user',
  cost: 1,
  input: z.object({}),
  async run(context) {
    return { result: { channels: await context.store.channels.invitations(context.actor.id) } }
  },
})
