/** The private conversation with somebody, where one has begun: for whoever only looks. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { nameReference } from '../input.ts'
import { userFor } from '../users/access.ts'

export const findDirect = defineCommand({
  name: 'channel.find-direct',
  who: 'user',
  cost: 0,
  input: z.object({ user: nameReference }),
  async run(context, input) {
    const other = await userFor(context, input.user)
    return { result: { channel: await context.store.channels.findDirect(context.actor.id, other.id) } }
  },
})
