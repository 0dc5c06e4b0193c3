/** Which browsers of a user are called, and by which key a browser knows that it is this server that calls. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listPush = defineCommand({
  name: 'push.list',
  who: 'user',
  cost: 1,
  input: z.object({}),
  async run({ actor, store, now, pushKey }) {
    const subscriptions = await store.push.ofUser(actor.id, now)
    return {
      result: {
        key: pushKey,
        subscriptions: subscriptions.map((one) => ({ ...one, current: one.token === actor.token })),
      },
    }
  },
})
