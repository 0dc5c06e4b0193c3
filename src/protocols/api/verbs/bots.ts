/** Bots: programs with a name of their own, and the tokens they come in by. */
import { z } from 'zod'
import { createBot } from '../../../core/bots/create.ts'
import { listAllBots, listBots } from '../../../core/bots/list.ts'
import { removeBot } from '../../../core/bots/remove.ts'
import { createBotToken, listBotTokens, revokeBotToken } from '../../../core/bots/tokens.ts'
import { botOf, tokenOf, userRefOf } from '../encode/shapes.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'

const bots = z.object({ bots: z.array(shapes.bot) })
const madeToken = z.object({ secret: z.string(), token: shapes.token })

export const botVerbs = {
  'bot.create': verb(createBot, {
    about: 'Makes a bot and its first token, whose secret is told this once.',
    ok: madeToken.extend({ bot: shapes.bot }),
    answer: ({ bot, secret, token }) => ({
      bot: botOf({ ...bot, online: false }),
      secret,
      token: tokenOf({ ...token, current: false }),
    }),
  }),
  'bot.list': verb(listBots, {
    about: 'Your bots, by name.',
    ok: bots,
    answer: (result) => ({ bots: result.bots.map(botOf) }),
  }),
  'bot.list-all': verb(listAllBots, {
    about: "Everybody's bots, by name.",
    ok: bots,
    answer: (result) => ({ bots: result.bots.map(botOf) }),
  }),
  'bot.remove': verb(removeBot, {
    about: 'Takes a bot away for good, with its tokens and webhook; what it said stays.',
    ok: z.object({ bot: shapes.userRef }),
    answer: ({ bot }) => ({ bot: userRefOf(bot) }),
  }),
  'bot.create-token': verb(createBotToken, {
    about: 'Makes another token for a bot of yours. Its secret is told this once.',
    ok: madeToken,
    answer: ({ secret, token }) => ({ secret, token: tokenOf({ ...token, current: false }) }),
  }),
  'bot.list-tokens': verb(listBotTokens, {
    about: 'The tokens of a bot of yours.',
    ok: z.object({ tokens: z.array(shapes.token) }),
    answer: ({ tokens }) => ({ tokens: tokens.map((token) => tokenOf({ ...token, current: false })) }),
  }),
  'bot.revoke-token': verb(revokeBotToken, {
    about: 'Ends a token of a bot of yours; whoever came by it is disconnected.',
    ok: z.object({ token: shapes.id }),
    answer: ({ token }) => ({ token }),
  }),
} as const
