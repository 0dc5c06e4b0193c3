/** A webhook is taken away: an address that posts leads nowhere from now on and its bot is gone; one that is told is told no more. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { removeBotUser } from '../bots/depart.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ChatEvent } from '../events.ts'
import type { IncomingWebhook, OutgoingWebhook } from '../types.ts'
import { demandManaging, webhookReference } from './access.ts'
import { webhookChanged } from './facts.ts'

export const removeWebhook = defineCommand({
  name: 'webhook.remove',
  who: 'user',
  cost: 2,
  input: z.object({ webhook: webhookReference }),
  async run(context, input) {
    const { webhooks } = context.store
    const incoming = await webhooks.incomingById(input.webhook)
    const webhook = incoming ?? (await webhooks.outgoingById(input.webhook))
    if (webhook === null) throw new ChatError('no-such-webhook', {})
    await demandManaging(context, webhook)
    const events =
      'bot' in webhook ? await endIncoming(context, webhook) : await endOutgoing(context, webhook)
    return { result: { webhook: webhook.id }, events, log: { webhook: webhook.id, channel: webhook.channel } }
  },
})

async function endIncoming(
  context: Context<UserActor>,
  { bot: { id } }: IncomingWebhook,
): Promise<readonly ChatEvent[]> {
  const bot = await context.store.users.byId(id)
  if (bot === null) throw new ChatError('no-such-webhook', {})
  return removeBotUser(context, bot)
}

async function endOutgoing(
  { store, now }: Context<UserActor>,
  { id, channel }: OutgoingWebhook,
): Promise<readonly ChatEvent[]> {
  if (!(await store.webhooks.removeOutgoing(id))) throw new ChatError('no-such-webhook', {})
  return [webhookChanged(channel, now)]
}
