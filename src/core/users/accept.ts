/** Takes private messages from somebody without an account, or no longer (IRC's ACCEPT). */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { nameReference } from '../input.ts'
import { userFor } from './access.ts'

export const acceptUser = defineCommand({
  name: 'user.accept',
  who: 'user',
  cost: 1,
  input: z.object({ user: nameReference, accepted: z.boolean() }),
  async run(context, input) {
    const other = await userFor(context, input.user)
    await context.store.users.setAccepted(context.actor.id, other.id, input.accepted)
    return { result: { name: other.name, accepted: input.accepted } }
  },
})
