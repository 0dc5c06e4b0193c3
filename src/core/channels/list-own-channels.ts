/** The channels the caller belongs to, with where each stands: what a door subscribes a client to. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { demandNotSanctioned, ownUser } from '../users/access.ts'

export const listOwnChannels = defineCommand({
  name: 'channel.list-own',
  who: 'user',
  cost: 0,
  input: z.object({}),
  async run(context) {
    // A kick or a ban between the sign-in and now found no client to close: it is met here.
    await demandNotSanctioned(context, await ownUser(context, context.actor.id))
    return { result: { joined: await context.store.memberships.ofUser(context.actor.id) } }
  },
})
