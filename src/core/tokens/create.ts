/** A user makes a token for a program of theirs. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { ownAccount } from '../users/access.ts'
import { makeToken } from './make.ts'
import { tokenName } from './names.ts'

export const createToken = defineCommand({
  name: 'token.create',
  who: 'user',
  cost: 5,
  input: z.object({
    /** What the user will know it by. */
    name: tokenName,
  }),
  async run(context, input) {
    const user = await ownAccount(context, context.actor.id)
    if (user.kind === 'bot')
      throw new ChatError('bad-input', { problem: 'the owner of a bot makes its tokens' })
    const { made, events } = await makeToken(context, { kind: 'program', name: input.name })
    return { result: made, events, log: { tokenId: made.token.id, address: context.actor.address } }
  },
})
