/** What the core asks of a database about webhooks. */
import type {
  Channel,
  ChannelId,
  IncomingWebhook,
  OutgoingKind,
  OutgoingWebhook,
  User,
  UserRef,
  WebhookId,
} from '../types.ts'
import type { NewBot } from './bots.ts'
import type { SignInProof } from './tokens.ts'

export interface NewIncomingWebhook {
  readonly id: WebhookId
  readonly channel: ChannelId
  /** Made in the same transaction, and a member of the channel from then on. */
  readonly bot: NewBot
  /** Of the secret in its address, which itself is kept nowhere. */
  readonly digest: string
  readonly createdAt: number
  /** The most a channel may have. */
  readonly limit: number
}

export interface NewOutgoingWebhook {
  readonly id: WebhookId
  readonly channel: ChannelId
  readonly url: string
  readonly events: readonly OutgoingKind[]
  /** Kept as it is: every request is signed with it. */
  readonly secret: string
  readonly by: UserRef
  readonly createdAt: number
  readonly limit: number
}

export interface DeliverableWebhook {
  readonly webhook: OutgoingWebhook
  readonly secret: string
}

export interface WebhookStore {
  /** Rejects as `BotStore.create` does, with `too-many-entries` for the channel too, and with `channel-archived` when it is. Answers the channel as it was. */
  createIncoming(
    webhook: NewIncomingWebhook,
    proof: SignInProof,
  ): Promise<{ readonly bot: User; readonly channel: Channel }>
  incomingByDigest(digest: string): Promise<{ readonly webhook: IncomingWebhook; readonly bot: User } | null>
  incomingById(id: WebhookId): Promise<IncomingWebhook | null>
  /** The oldest first. It goes when its bot is removed. */
  incomingOf(channel: ChannelId): Promise<readonly IncomingWebhook[]>
  /** From the channel's newest position on. Rejects with `too-many-entries`, `channel-archived`, `not-signed-in`. */
  createOutgoing(webhook: NewOutgoingWebhook, proof: SignInProof): Promise<OutgoingWebhook>
  outgoingById(id: WebhookId): Promise<OutgoingWebhook | null>
  /** The oldest first. */
  outgoingOf(channel: ChannelId): Promise<readonly OutgoingWebhook[]>
  removeOutgoing(id: WebhookId): Promise<boolean>
  /** Those not given up, of one channel or of all. */
  deliverable(channel: ChannelId | null): Promise<readonly DeliverableWebhook[]>
  /** It has been told everything up to a position, and works. `false`: it is gone. */
  setDelivered(id: WebhookId, position: number): Promise<boolean>
  /** Keeps the first time of a row of failures; answers it. `null`: it is gone. */
  setFailing(id: WebhookId, at: number): Promise<number | null>
  setStopped(id: WebhookId, at: number): Promise<void>
}
