/** A browser is not to be called any more: the one that asks, or another of the same user. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { tokenReference } from '../tokens/names.ts'
import { demandToken } from './access.ts'

export const unsubscribePush = defineCommand({
  name: 'push.unsubscribe',
  who: 'user',
  cost: 1,
  /** Without a token: the browser that asks. */
  input: z.object({ token: tokenReference.nullish() }),
  async run(context, input) {
    const { actor, store } = context
    const token = demandToken(context, input.token)
    if (!(await store.push.remove(actor.id, token))) throw new ChatError('token-not-valid', {})
    return { result: { token }, log: { tokenId: token, address: actor.address } }
  },
})
