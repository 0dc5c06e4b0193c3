/** A bot is removed, by its owner or an operator. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { nameReference } from '../input.ts'
import { record } from '../moderation/audit.ts'
import type { User } from '../types.ts'
import { ownUser, userRef } from '../users/access.ts'
import { botFor } from './access.ts'
import { removeBotUser } from './depart.ts'

export const removeBot = defineCommand({
  name: 'bot.remove',
  who: 'user',
  cost: 2,
  input: z.object({ name: nameReference }),
  async run(context, input) {
    const bot = await botFor(context, input.name)
    if (bot.owner !== context.actor.id) await recordForOthers(context, bot)
    const events = await removeBotUser(context, bot)
    return { result: { bot: userRef(bot) }, events, log: { bot: bot.id, userName: bot.name } }
  },
})

/** Whoever has no role learns no more than that it is not theirs. */
async function recordForOthers(context: Context<UserActor>, bot: User): Promise<void> {
  const { actor } = context
  const { role } = await ownUser(context, actor.id)
  const acting = role === 'none' && actor.moderates === true ? 'moderator' : role
  if (acting === 'none') throw new ChatError('no-such-bot', { name: bot.name })
  const operator = { ...actor, role: acting }
  await record({ ...context, actor: operator }, { action: 'bot.remove', subject: bot.name })
}
