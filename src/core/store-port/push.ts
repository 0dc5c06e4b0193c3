/** What the core asks of a database about browsers that can be called. */
import type {
  ChannelId,
  NotificationLevel,
  NotificationSettings,
  Person,
  PushSubscription,
  TokenId,
  UserId,
} from '../types.ts'

export interface NewPushSubscription extends PushSubscription {
  readonly user: UserId
  readonly createdAt: number
  /** The most a user may have. */
  readonly limit: number
}

export interface ListedSubscription {
  readonly token: TokenId
  /** What its browser says it is. */
  readonly name: string
  readonly createdAt: number
}

/** Whose attention a channel's messages may want. */
export interface Hearers {
  readonly channel: ChannelId
  /** In a private conversation everything is for both. */
  readonly isDirect: boolean
  /** Those who are spoken to by name, folded. */
  readonly called: readonly string[]
}

/** Somebody who can be called about a channel, with every browser of theirs. */
export interface Reachable {
  readonly user: Pick<Person, 'id' | 'name' | 'account'>
  readonly level: NotificationLevel
  readonly readPosition: number
  readonly settings: NotificationSettings
  readonly subscriptions: readonly PushSubscription[]
}

/** A subscription lives as long as its token. */
export interface PushStore {
  /**
   * In the place of what the browser, or anybody, had at this endpoint. Rejects with `not-signed-in` when the token is not the
   * user's any more, and with `too-many-entries`.
   */
  add(subscription: NewPushSubscription): Promise<void>
  /** The newest first. */
  ofUser(user: UserId, now: number): Promise<readonly ListedSubscription[]>
  byToken(user: UserId, token: TokenId, now: number): Promise<PushSubscription | null>
  /** `false`: there was none. */
  remove(user: UserId, token: TokenId): Promise<boolean>
  /** The push service knows this endpoint no more. */
  removeEndpoint(endpoint: string): Promise<void>
  /** Members of the channel who want to hear of it, are not shut out of the server and have a browser that can be called. */
  reachable(hearers: Hearers, now: number): Promise<readonly Reachable[]>
}
