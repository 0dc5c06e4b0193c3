/** Somebody makes a bot, and with it the first token that it comes in by. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { makeToken, proofOf } from '../tokens/make.ts'
import { tokenName } from '../tokens/names.ts'
import { userRef } from '../users/access.ts'
import { demandPerson, newBot } from './access.ts'

export const createBot = defineCommand({
  name: 'bot.create',
  who: 'user',
  cost: 5,
  input: z.object({
    name: z.string().max(200),
    /** What the owner will know the token by. */
    token: tokenName.default('first'),
  }),
  async run(context, input) {
    await demandMaker(context)
    const bot = await newBot(context, input.name)
    const user = await context.store.bots.create(bot, proofOf(context.actor))
    const owner = userRef(context.actor)
    const { made } = await makeToken(context, { kind: 'program', name: input.token, of: user })
    const log = { bot: user.id, userName: user.name, tokenId: made.token.id }
    return { result: { bot: { user, owner }, ...made }, log }
  },
})

async function demandMaker(context: Context<UserActor>): Promise<void> {
  const { role } = await demandPerson(context)
  const may = context.policy.bots === 'users' || role !== 'none' || context.actor.moderates === true
  if (!may) throw new ChatError('operator-only', {})
}
