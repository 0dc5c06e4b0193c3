/** Webhooks as they travel. */
import { z } from 'zod'
import { id, time, userRef } from './shapes.ts'

export const incomingWebhook = z.object({
  id,
  channel: id,
  bot: userRef.describe('The one who speaks.'),
  by: userRef,
  createdAt: time,
})

export const outgoingKind = z.enum(['message.sent', 'message.edited', 'message.deleted'])

export const outgoingWebhook = z.object({
  id,
  channel: id,
  url: z.string(),
  events: z.array(outgoingKind),
  by: userRef,
  createdAt: time,
  position: z.int().describe('The place in the channel up to which it has been told everything.'),
  failingSince: time.nullable().describe('Since when nothing has got through.'),
  stoppedAt: time.nullable().describe('When it was given up; nothing more is sent.'),
})
