/** Every kick, mute and ban in force. Networks are for admins and the console. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listSanctions = defineCommand({
  name: 'sanction.list',
  who: 'operator',
  cost: 1,
  input: z.object({}),
  async run(context) {
    const { actor } = context
    const active = await context.store.sanctions.active(context.now)
    const seesNetworks = actor.kind === 'console' || actor.role === 'admin'
    return { result: { sanctions: active.filter(({ subject }) => seesNetworks || subject.type === 'user') } }
  },
})
