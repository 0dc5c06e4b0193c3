/** The tokens of a bot: made, seen and revoked by its owner. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { nameReference } from '../input.ts'
import { tokensRevoked } from '../tokens/facts.ts'
import { makeToken } from '../tokens/make.ts'
import { tokenName, tokenReference } from '../tokens/names.ts'
import { ownBotFor } from './access.ts'

export const createBotToken = defineCommand({
  name: 'bot.create-token',
  who: 'user',
  cost: 5,
  input: z.object({ bot: nameReference, name: tokenName }),
  async run(context, input) {
    const bot = await ownBotFor(context, input.bot)
    const { made, events } = await makeToken(context, { kind: 'program', name: input.name, of: bot })
    return { result: made, events, log: { bot: bot.id, tokenId: made.token.id } }
  },
})

export const listBotTokens = defineCommand({
  name: 'bot.list-tokens',
  who: 'user',
  cost: 1,
  input: z.object({ bot: nameReference }),
  async run(context, input) {
    const bot = await ownBotFor(context, input.bot)
    return { result: { tokens: await context.store.tokens.ofUser(bot.id, context.now) } }
  },
})

export const revokeBotToken = defineCommand({
  name: 'bot.revoke-token',
  who: 'user',
  cost: 1,
  input: z.object({ bot: nameReference, token: tokenReference }),
  async run(context, { bot: name, token }) {
    const bot = await ownBotFor(context, name)
    if (!(await context.store.tokens.remove(bot.id, token))) throw new ChatError('token-not-valid', {})
    const events = tokensRevoked(context, [token], bot)
    return { result: { token }, events, log: { bot: bot.id, tokenId: token } }
  },
})
