/** The nouns of webhooks: addresses that post into a channel, and addresses outside that are told of one. */
import type { ChannelId, UserRef, WebhookId } from '../types.ts'

/** An address that anybody who knows it can post to: what comes is said in one channel, by a bot of its own. */
export interface IncomingWebhook {
  readonly id: WebhookId
  readonly channel: ChannelId
  /** The one who speaks. */
  readonly bot: UserRef
  /** Who made it: the owner of the bot. */
  readonly by: UserRef
  readonly createdAt: number
}

/** What an address outside may be told of. */
export const outgoingKinds = ['message.sent', 'message.edited', 'message.deleted'] as const
export type OutgoingKind = (typeof outgoingKinds)[number]

/** An address outside that is told what people say in one channel. */
export interface OutgoingWebhook {
  readonly id: WebhookId
  readonly channel: ChannelId
  readonly url: string
  readonly events: readonly OutgoingKind[]
  readonly by: UserRef
  readonly createdAt: number
  /** The place in the channel's order up to which it has been told everything. */
  readonly position: number
  /** Since when nothing has got through; `null`: the last one did. */
  readonly failingSince: number | null
  /** When it was given up; nothing more is sent. */
  readonly stoppedAt: number | null
}
