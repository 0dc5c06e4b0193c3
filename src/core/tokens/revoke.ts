/** A user ends remembered sign-ins of theirs: one, the one in use, or all others. Whoever came by one of them is disconnected. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { tokensRevoked } from './facts.ts'
import { tokenReference } from './names.ts'

export const revokeToken = defineCommand({
  name: 'token.revoke',
  who: 'user',
  cost: 1,
  /** Without a token: the one in use. */
  input: z.object({ token: tokenReference.nullish() }),
  async run(context, input) {
    const { actor, store } = context
    const id = input.token ?? actor.token
    if (id === undefined || !(await store.tokens.remove(actor.id, id)))
      throw new ChatError('token-not-valid', {})
    return {
      result: { token: id },
      events: tokensRevoked(context, [id]),
      log: { tokenId: id, address: actor.address },
    }
  },
})

export const revokeOtherTokens = defineCommand({
  name: 'token.revoke-others',
  who: 'user',
  cost: 2,
  input: z.object({}),
  async run(context) {
    const { actor, store } = context
    const gone = await store.tokens.removeAllBut(actor.id, actor.token ?? null)
    return {
      result: { revoked: gone.length },
      events: tokensRevoked(context, gone),
      log: { revoked: gone.length, address: actor.address },
    }
  },
})
