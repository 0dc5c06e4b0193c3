/** Where a user is signed in, as far as it is remembered: browsers and programs. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listTokens = defineCommand({
  name: 'token.list',
  who: 'user',
  cost: 1,
  input: z.object({}),
  async run({ store, actor, now }) {
    const tokens = await store.tokens.ofUser(actor.id, now)
    return { result: { tokens: tokens.map((token) => ({ ...token, current: token.id === actor.token })) } }
  },
})
