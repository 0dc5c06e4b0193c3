/** The channels the caller belongs to, with where each stands: what a door subscribes a client to. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listOwnChannels = defineCommand({
  name: 'channel.list-own',
  who: 'user',
  cost: 0,
  input: z.object({}),
  async run(context) {
    return { result: { joined: await context.store.memberships.ofUser(context.actor.id) } }
  },
})
