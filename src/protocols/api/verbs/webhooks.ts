/** Webhooks: addresses that post into a channel, and addresses outside that are told of one. */
import { z } from 'zod'
import { createIncomingWebhook } from '../../../core/webhooks/create-incoming.ts'
import { createOutgoingWebhook } from '../../../core/webhooks/create-outgoing.ts'
import { listWebhooks } from '../../../core/webhooks/list.ts'
import { removeWebhook } from '../../../core/webhooks/remove.ts'
import { incomingWebhookOf, outgoingWebhookOf } from '../encode/shapes.ts'
import { hookPath } from '../hooks.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'
import { incomingWebhook, outgoingWebhook } from '../wire/webhooks.ts'

export const webhookVerbs = {
  'webhook.create-incoming': verb(createIncomingWebhook, {
    about: 'Makes an address that posts into a channel, by a bot of its own. It is told this once.',
    ok: z.object({
      webhook: incomingWebhook,
      path: z.string().describe('Behind the address of this server. Whoever knows it can post.'),
    }),
    answer: ({ webhook, secret }) => ({ webhook: incomingWebhookOf(webhook), path: hookPath(secret) }),
  }),
  'webhook.create-outgoing': verb(createOutgoingWebhook, {
    about: 'Tells an address outside what is said in a channel. The secret that signs it is told this once.',
    ok: z.object({ webhook: outgoingWebhook, secret: z.string() }),
    answer: ({ webhook, secret }) => ({ webhook: outgoingWebhookOf(webhook), secret }),
  }),
  'webhook.list': verb(listWebhooks, {
    about: 'The webhooks of a channel you moderate.',
    ok: z.object({
      incoming: z.array(incomingWebhook),
      outgoing: z.array(outgoingWebhook),
    }),
    answer: ({ incoming, outgoing }) => ({
      incoming: incoming.map(incomingWebhookOf),
      outgoing: outgoing.map(outgoingWebhookOf),
    }),
  }),
  'webhook.remove': verb(removeWebhook, {
    about: 'Takes a webhook away, with its bot; what it said stays.',
    ok: z.object({ webhook: shapes.id }),
    answer: ({ webhook }) => ({ webhook }),
  }),
} as const
