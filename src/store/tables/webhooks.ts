/** The tables of webhooks. */
import type { ChannelId, UserId, WebhookId } from '../../core/types.ts'

export interface IncomingWebhooksTable {
  id: WebhookId
  channel_id: ChannelId
  bot_id: UserId
  digest: string
  created_at: number
}

export interface OutgoingWebhooksTable {
  id: WebhookId
  channel_id: ChannelId
  user_id: UserId
  url: string
  /** Kinds of events, parted by spaces. */
  events: string
  secret: string
  created_at: number
  position: number
  failing_since: number | null
  stopped_at: number | null
}
