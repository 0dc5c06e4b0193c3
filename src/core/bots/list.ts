/** One's own bots; operators see everybody's. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const listBots = defineCommand({
  name: 'bot.list',
  who: 'user',
  cost: 1,
  input: z.object({}),
  async run({ store, actor, roster }) {
    const bots = await store.bots.ofOwner(actor.id)
    return { result: { bots: bots.map((bot) => ({ ...bot, online: roster.isOnline(bot.user.id) })) } }
  },
})

export const listAllBots = defineCommand({
  name: 'bot.list-all',
  who: 'operator',
  cost: 2,
  /** `after`: the last name of the page before. */
  input: z.object({ after: z.string().nullish(), limit: z.int().min(1).max(1000).default(200) }),
  async run({ store, roster }, { after, limit }) {
    const bots = await store.bots.list({ after: after ?? null, limit })
    return { result: { bots: bots.map((bot) => ({ ...bot, online: roster.isOnline(bot.user.id) })) } }
  },
})
