/** What the core asks of a database about channels. */
import type {
  Channel,
  ChannelId,
  ChannelMask,
  ChannelSettings,
  MaskList,
  Membership,
  Sanction,
  UserId,
  UserRef,
} from '../types.ts'

export interface NewChannel {
  readonly id: ChannelId
  readonly kind: 'public' | 'private'
  readonly name: string
  readonly settings: ChannelSettings
  readonly createdAt: number
  /** Becomes its owner in the same transaction; `null`: made by the server itself. */
  readonly owner: UserId | null
}

/** All that decides what somebody may do in a channel, from one query. */
export interface ChannelAccess {
  readonly channel: Channel
  readonly membership: Membership | null
  /** Whether there is anything on the channel's own list of mutes. */
  readonly hasMutes: boolean
  /** A mute of this user that has not expired (server-wide). */
  readonly mute: Sanction | null
}

export interface ListedChannel {
  readonly channel: Channel
  readonly members: number
  /** The asking user's membership. */
  readonly membership: Membership | null
}

export type ChannelReference = { readonly id: ChannelId } | { readonly name: string }

export interface ChannelStore {
  /** Rejects with `channel-name-taken`. */
  create(channel: NewChannel): Promise<Channel>
  /** `null` when there is none. `user: null` asks without a membership (the console). */
  access(reference: ChannelReference, user: UserId | null, now: number): Promise<ChannelAccess | null>
  /** The direct channel of two users, made with both memberships when absent. */
  openDirect(
    between: readonly [UserRef, UserRef],
    made: { id: ChannelId; at: number },
  ): Promise<{ channel: Channel; created: boolean }>
  /** The direct channel of two users, where there is one and `user` belongs to it. */
  findDirect(user: UserId, other: UserId): Promise<Channel | null>
  setSettings(id: ChannelId, change: Partial<ChannelSettings>): Promise<void>
  archive(id: ChannelId, at: number): Promise<void>
  /** Public ones that are not secret, and those `user` belongs to; no direct ones. `user: null` lists all of both. Ordered by name. */
  list(user: UserId | null): Promise<readonly ListedChannel[]>
  masks(id: ChannelId, now: number): Promise<readonly ChannelMask[]>
  addMask(id: ChannelId, mask: ChannelMask): Promise<void>
  /** Whether there was one. */
  removeMask(id: ChannelId, list: MaskList, mask: string): Promise<boolean>
  addInvitation(id: ChannelId, user: UserId, invitation: { by: UserId; at: number }): Promise<void>
  isInvited(id: ChannelId, user: UserId): Promise<boolean>
  /** Channels that have invited a user who has not joined since, oldest invitation first. */
  invitations(user: UserId): Promise<readonly Channel[]>
  /** How far each has come; those that are not there are left out. */
  positions(ids: readonly ChannelId[]): Promise<ReadonlyMap<ChannelId, number>>
  /** Public and private channels with at least one member. */
  countOccupied(): Promise<number>
  /** Rejects with `channel-name-taken`. */
  rename(id: ChannelId, name: string): Promise<void>
}
