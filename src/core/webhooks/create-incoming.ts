/** A channel gets an address that posts into it. Its secret is told once; whoever knows it can post. */
import { z } from 'zod'
import { digest, randomWord } from '../../lib/digest.ts'
import { demandPerson, newBot } from '../bots/access.ts'
import { governedChannelFor } from '../channels/access.ts'
import { memberJoined } from '../channels/facts.ts'
import { defineCommand } from '../command.ts'
import { channelReference } from '../input.ts'
import { proofOf } from '../tokens/make.ts'
import type { IncomingWebhook, WebhookId } from '../types.ts'
import { userRef } from '../users/access.ts'
import { mostWebhooks } from './access.ts'

/** Lets programs that look for lost secrets know one by its look. */
const prefix = 'plh_'
const secretBytes = 32

export const createIncomingWebhook = defineCommand({
  name: 'webhook.create-incoming',
  who: 'user',
  cost: 5,
  /** `name`: what the bot that speaks is called. */
  input: z.object({ channel: channelReference, name: z.string().max(200) }),
  async run(context, input) {
    await demandPerson(context)
    const access = await governedChannelFor(context, input.channel, 'moderator')
    const secret = `${prefix}${randomWord(secretBytes)}`
    const id = context.newId<WebhookId>()
    const { actor, store, now: createdAt } = context
    const place = { id, channel: access.channel.id, createdAt }
    const kept = { digest: digest(secret), limit: mostWebhooks, bot: await newBot(context, input.name) }
    const { bot, channel } = await store.webhooks.createIncoming({ ...place, ...kept }, proofOf(actor))
    const webhook: IncomingWebhook = { ...place, bot: userRef(bot), by: userRef(actor) }
    return {
      result: { webhook, secret },
      events: [memberJoined({ channel, user: bot, role: 'member', at: createdAt })],
      log: { webhook: id, channel: channel.id, bot: bot.id },
    }
  },
})
