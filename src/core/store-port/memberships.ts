/** What the core asks of a database about who belongs where. */
import type {
  Channel,
  ChannelId,
  ChannelRole,
  Membership,
  NotificationLevel,
  Person,
  User,
  UserId,
} from '../types.ts'

export interface Member {
  readonly user: User
  readonly role: ChannelRole
  readonly voiced: boolean
}

export interface JoinedChannel {
  readonly channel: Channel
  readonly membership: Membership
}

export interface UnreadCount extends JoinedChannel {
  /** Others' messages after the read position, deleted ones left out. */
  readonly unread: number
}

export interface OwnChannel extends UnreadCount {
  /** When something was last said in it. */
  readonly latestAt: number | null
}

/** Under which names somebody is spoken to. */
export type Reader = Pick<Person, 'id' | 'name' | 'account'>

/** An unread message that answers one of the reader's, or holds one of their names after an `@`, be it a part of another. */
export interface AddressedMessage {
  readonly channel: ChannelId
  readonly text: string
  readonly answersReader: boolean
}

export interface UnreadChannel extends UnreadCount {
  readonly firstUnreadAt: number
}

export interface ReadPlace {
  readonly readAt: number
  readonly readPosition: number
}

export interface ReadChannel extends ReadPlace {
  readonly channel: Channel
}

export interface MembershipStore {
  /**
   * Joins, with the role `ifEmpty` when nobody else is a member. An invitation to the user is used up. Rejects with `already-a-member`, and, decided in the same
   * transaction, with `channel-full` and `too-many-channels`. Answers the channel and the user as they were at the join.
   */
  add(
    channel: ChannelId,
    user: UserId,
    join: { role: ChannelRole; ifEmpty: ChannelRole; at: number; channelsPerUser: number },
  ): Promise<{ channel: Channel; user: User; role: ChannelRole }>
  /** Whether there was a membership. */
  remove(channel: ChannelId, user: UserId): Promise<boolean>
  /** Rejects with `last-owner` when this would leave a channel with members but without an owner, `not-a-member` when there is none. */
  setRole(
    channel: ChannelId,
    user: UserId,
    place: { readonly role: ChannelRole; readonly voiced: boolean },
  ): Promise<void>
  hasOwner(channel: ChannelId): Promise<boolean>
  /** Ordered by role (highest first), then name. */
  ofChannel(channel: ChannelId): Promise<readonly Member[]>
  ofUser(user: UserId): Promise<readonly JoinedChannel[]>
  /** Which channels each of several users is in. */
  ofUsers(users: readonly UserId[]): Promise<ReadonlyMap<UserId, readonly ChannelId[]>>
  unread(user: UserId): Promise<readonly UnreadChannel[]>
  /** All of them, direct ones included, ordered by name. Unread messages are counted among the newest `changes` of each channel. */
  own(user: UserId, changes: number): Promise<readonly OwnChannel[]>
  /** Of channels that are not direct, among the newest `changes` of each; of all of them the newest `limit`. */
  addressed(
    reader: Reader,
    within: { readonly changes: number; readonly limit: number },
  ): Promise<readonly AddressedMessage[]>
  setLevel(channel: ChannelId, user: UserId, level: NotificationLevel): Promise<void>
  /** Everybody in the channels that a user is in, direct ones left out. */
  peers(user: UserId): Promise<readonly UserId[]>
  /** Moves a read time, and with it the position of the newest message up to it; never back. Answers the place in force. */
  markReadAt(user: UserId, channel: ChannelId, readAt: number): Promise<ReadPlace>
  /** Never moves a position back. Answers the channels whose read time moved with it. */
  markRead(
    user: UserId,
    positions: readonly { channel: ChannelId; position: number }[],
  ): Promise<readonly ReadChannel[]>
}
