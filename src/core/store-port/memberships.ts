/** What the core asks of a database about who belongs where. */
import type { Channel, ChannelId, ChannelRole, Membership, User, UserId } from '../types.ts'

export interface Member {
  readonly user: User
  readonly role: ChannelRole
  readonly voiced: boolean
}

export interface JoinedChannel {
  readonly channel: Channel
  readonly membership: Membership
}

export interface UnreadChannel extends JoinedChannel {
  /** Others' messages after the read position, deleted ones left out. */
  readonly unread: number
  readonly firstUnreadAt: number
}

export interface ReadChannel {
  readonly channel: Channel
  readonly readAt: number
}

export interface MembershipStore {
  /**
   * Joins, with the role `ifEmpty` when nobody else is a member. An invitation to the user is used up. Rejects with `already-a-member`, and, decided in the same
   * transaction, with `channel-full` and `too-many-channels`. Answers the channel as it was at the join.
   */
  add(
    channel: ChannelId,
    user: UserId,
    join: { role: ChannelRole; ifEmpty: ChannelRole; at: number; channelsPerUser: number },
  ): Promise<{ channel: Channel; role: ChannelRole }>
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
  unread(user: UserId): Promise<readonly UnreadChannel[]>
  /** Everybody in the channels that a user is in, direct ones left out. */
  peers(user: UserId): Promise<readonly UserId[]>
  /** Moves a read time, and with it the position of the newest message up to it; never back. Answers the time in force. */
  markReadAt(user: UserId, channel: ChannelId, readAt: number): Promise<number>
  /** Never moves a position back. Answers the channels whose read time moved with it. */
  markRead(
    user: UserId,
    positions: readonly { channel: ChannelId; position: number }[],
  ): Promise<readonly ReadChannel[]>
}
