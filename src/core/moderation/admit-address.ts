/** Asked by a door for every new connection: whether its address is welcome. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'

export const admitAddress = defineCommand({
  name: 'address.admit',
  who: 'anyone',
  cost: 0,
  input: z.object({}),
  async run(context) {
    if (context.actor.kind === 'console') return { result: null }
    const found = await context.store.sanctions.coveringAddress(context.actor.address, 'ban', context.now)
    if (found !== null) throw new ChatError('banned', { reason: found.reason })
    return { result: null }
  },
})
