/** The fact that a channel's webhooks are others now: for whoever sends them. */
import type { WebhookChanged } from '../events.ts'
import type { ChannelId } from '../types.ts'

export function webhookChanged(channelId: ChannelId, at: number): WebhookChanged {
  return { type: 'webhook.changed', audience: [], at, channelId }
}
