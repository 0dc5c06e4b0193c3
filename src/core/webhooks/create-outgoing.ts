/** An address outside is told what is said in a channel from now on. The secret that requests are signed with is told once. */
import { z } from 'zod'
import { randomWord } from '../../lib/digest.ts'
import { demandPerson } from '../bots/access.ts'
import { governedChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { channelReference } from '../input.ts'
import { proofOf } from '../tokens/make.ts'
import { outgoingKinds, type WebhookId } from '../types.ts'
import { userRef } from '../users/access.ts'
import { mostWebhooks } from './access.ts'
import { webhookChanged } from './facts.ts'
import { demandUrl } from './url.ts'

/** Lets programs that look for lost secrets know one by its look. */
const prefix = 'pls_'
const secretBytes = 32

export const createOutgoingWebhook = defineCommand({
  name: 'webhook.create-outgoing',
  who: 'user',
  cost: 5,
  input: z.object({
    channel: channelReference,
    url: z.string().max(4096, 'that is too long for an address'),
    events: z
      .array(z.enum(outgoingKinds))
      .min(1, 'at least one kind of event is needed')
      .default(['message.sent'])
      .transform((events) => outgoingKinds.filter((kind) => events.includes(kind))),
  }),
  async run(context, input) {
    await demandPerson(context)
    const { channel } = await governedChannelFor(context, input.channel, 'moderator')
    const url = demandUrl(input.url, context.policy.webhooks)
    const secret = `${prefix}${randomWord(secretBytes)}`
    const { actor, store, now: createdAt } = context
    const made = { id: context.newId<WebhookId>(), channel: channel.id, url, events: input.events, secret }
    const webhook = await store.webhooks.createOutgoing(
      { ...made, by: userRef(actor), createdAt, limit: mostWebhooks },
      proofOf(actor),
    )
    return {
      result: { webhook, secret },
      events: [webhookChanged(webhook.channel, createdAt)],
      log: { webhook: webhook.id, channel: channel.id, host: new URL(url).host },
    }
  },
})
