/** Who goes by a name, and whether they are here: for doors that address people. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { nameReference } from '../input.ts'
import { userFor } from './access.ts'
import { personOf } from '../actor.ts'

export const findUser = defineCommand({
  name: 'user.find',
  who: 'user',
  cost: 0,
  input: z.object({ name: nameReference }),
  async run(context, input) {
    const user = await userFor(context, input.name)
    const { kind, awayText, displayName, role, settings } = user
    const online = context.roster.isOnline(user.id)
    return { result: { user: personOf(user), kind, awayText, displayName, role, settings, online } }
  },
})
