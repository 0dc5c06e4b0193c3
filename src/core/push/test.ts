/** Calls one of the user's own browsers, so that they see whether it works. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { tokenReference } from '../tokens/names.ts'
import { userRef } from '../users/access.ts'
import { demandPush, demandToken } from './access.ts'

export const testPush = defineCommand({
  name: 'push.test',
  who: 'user',
  cost: 5,
  /** Without a token: the browser that asks. */
  input: z.object({ token: tokenReference.nullish() }),
  async run(context, input) {
    demandPush(context)
    const { actor, store, now: at } = context
    const token = demandToken(context, input.token)
    if ((await store.push.byToken(actor.id, token, at)) === null) throw new ChatError('token-not-valid', {})
    return {
      result: { token },
      events: [{ type: 'push.tested', audience: [], at, user: userRef(actor), token }],
    }
  },
})
