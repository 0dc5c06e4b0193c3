/** A client of a user has gone. The last one takes along a guest, and the name that was not the account. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { reasonText } from '../input.ts'
import { departure } from './departure.ts'

export const signOut = defineCommand({
  name: 'user.sign-out',
  who: 'user',
  cost: 0,
  /** The last words, shown to those who share a channel. */
  input: z.object({ reason: reasonText }),
  async run(context, input) {
    const { id, name, address } = context.actor
    const log = { routine: true, userName: name, address }
    const user = await context.store.users.byId(id)
    if (user === null) return { result: null, log }
    await context.store.users.touch(id, address, context.now)
    if (!(await context.roster.departed(id))) return { result: null, log }
    return { result: null, events: await departure(context, user, input.reason), log }
  },
})
