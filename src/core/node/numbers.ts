/** How many people and channels there are now: for anybody, without names. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const serverNumbers = defineCommand({
  name: 'node.numbers',
  who: 'anyone',
  cost: 0,
  input: z.object({}),
  async run(context) {
    return {
      result: { users: context.roster.count(), channels: await context.store.channels.countOccupied() },
    }
  },
})
