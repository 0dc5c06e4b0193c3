/** Every user of the server, a page at a time, for operators. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listUsers = defineCommand({
  name: 'user.list',
  who: 'operator',
  cost: 2,
  /** `after`: the last name of the page before. */
  input: z.object({ after: z.string().nullish(), limit: z.int().min(1).max(1000).default(200) }),
  async run(context, input) {
    const users = await context.store.users.list({ after: input.after ?? null, limit: input.limit })
    const { actor, roster } = context
    const seesAddresses = actor.kind === 'console' || actor.role === 'admin'
    const listed = users.map((user) => {
      const lastAddress = seesAddresses ? user.lastAddress : null
      return { ...user, lastAddress, online: roster.isOnline(user.id) }
    })
    return { result: { users: listed, total: await context.store.users.count() } }
  },
})
