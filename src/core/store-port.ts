/** What the core asks of a database, in domain values. Every rule that must hold across an `await` is kept in here. */
import type {
  AuditEntry,
  Channel,
  ChannelId,
  ChannelMask,
  ChannelRole,
  ChannelSettings,
  MaskList,
  Membership,
  Message,
  MessageId,
  MessageKind,
  Sanction,
  SanctionKind,
  ServerRole,
  User,
  UserId,
  UserKind,
  UserRef,
} from './types.ts'

export interface NewUser {
  readonly id: UserId
  readonly name: string
  readonly kind: UserKind
  /** `null` for guests. */
  readonly passwordHash: string | null
  readonly address: string
  readonly createdAt: number
  /** Joined in the same transaction. */
  readonly channels: readonly ChannelId[]
  /** The digest of the invitation this registration uses up; refused with `invite-code-required` when unknown, used or expired. */
  readonly inviteDigest: string | null
}

export interface UserStore {
  /** Rejects with `name-taken`. Answers with the channels joined, as they were then. */
  create(user: NewUser): Promise<{ user: User; joined: readonly Channel[] }>
  byName(name: string): Promise<User | null>
  byId(id: UserId): Promise<User | null>
  byIds(ids: readonly UserId[]): Promise<readonly User[]>
  credentials(name: string): Promise<{ user: User; passwordHash: string | null } | null>
  setPassword(id: UserId, passwordHash: string): Promise<void>
  setRole(id: UserId, role: ServerRole): Promise<void>
  setDisplayName(id: UserId, displayName: string | null): Promise<void>
  setAway(id: UserId, awayText: string | null): Promise<void>
  /** Remembers when and from where a user was last seen. */
  touch(id: UserId, address: string, at: number): Promise<void>
  /** Removes a guest with their memberships; their messages stay under the name they had. */
  removeGuest(id: UserId): Promise<void>
  removeAllGuests(): Promise<number>
  /** Ordered by name. */
  list(page: { after: string | null; limit: number }): Promise<readonly User[]>
  count(): Promise<number>
  addInvite(digest: string, expiresAt: number): Promise<void>
}

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
  setTopic(id: ChannelId, topic: { text: string; by: string; at: number }): Promise<void>
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
}

export interface Member {
  readonly user: UserRef
  readonly role: ChannelRole
  readonly awayText: string | null
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

export interface MembershipStore {
  /**
   * Joins. An invitation to the user is used up. Rejects with `already-a-member`, and, decided in the same
   * transaction, with `channel-full` and `too-many-channels`. Answers the channel as it was at the join.
   */
  add(
    channel: ChannelId,
    user: UserId,
    join: { role: ChannelRole; at: number; channelsPerUser: number },
  ): Promise<Channel>
  /** Whether there was a membership. */
  remove(channel: ChannelId, user: UserId): Promise<boolean>
  /** Rejects with `last-owner` when this would leave a channel with members but without an owner, `not-a-member` when there is none. */
  setRole(channel: ChannelId, user: UserId, role: ChannelRole): Promise<void>
  /** Ordered by role (highest first), then name. */
  ofChannel(channel: ChannelId): Promise<readonly Member[]>
  ofUser(user: UserId): Promise<readonly JoinedChannel[]>
  unread(user: UserId): Promise<readonly UnreadChannel[]>
  /** Never moves a position back. */
  markRead(user: UserId, positions: readonly { channel: ChannelId; position: number }[]): Promise<void>
}

export interface NewMessage {
  readonly id: MessageId
  readonly channel: ChannelId
  readonly author: UserRef
  readonly kind: MessageKind
  readonly text: string
  readonly replyTo: MessageId | null
  /** Unique per author: the same tag again answers with the first message. */
  readonly clientTag: string | null
  readonly sentAt: number
}

export interface HistoryPage {
  readonly channel: ChannelId
  /** Messages before this position (not included); `null`: from the newest. */
  readonly before: number | null
  readonly limit: number
}

export interface SearchQuery {
  readonly user: UserId
  /** Every word must occur, each as any part of a text, without regard to case or accents. */
  readonly text: string
  readonly channel: ChannelId | null
  readonly limit: number
}

export interface FoundMessage {
  readonly channel: Channel
  readonly message: Message
}

export interface MessageStore {
  /** Resolves after the durable commit. `fresh: false`: it was there already, by its client tag; nothing was stored. Rejects with `storage-full` when the disk is. */
  append(message: NewMessage): Promise<{ message: Message; fresh: boolean }>
  byId(id: MessageId): Promise<Message | null>
  /** The newest message of an author in a channel that is not deleted. */
  latestBy(channel: ChannelId, author: UserId): Promise<Message | null>
  /** Takes the channel's next position for the change. `null` when it is absent or deleted. */
  edit(id: MessageId, change: { text: string; at: number }): Promise<Message | null>
  remove(id: MessageId, at: number): Promise<Message | null>
  /** Oldest first within the page; deleted ones left out. */
  history(page: HistoryPage): Promise<readonly Message[]>
  /** What changed after a position, in the order of the changes. */
  changedSince(channel: ChannelId, position: number, limit: number): Promise<readonly Message[]>
  /** Newest first, only from channels the user belongs to: what history shows them, and no more. */
  search(query: SearchQuery): Promise<readonly FoundMessage[]>
  count(): Promise<number>
}

export interface SanctionStore {
  add(sanction: Sanction): Promise<void>
  /** Ends the running ones of these kinds; answers how many. */
  liftUser(user: UserId, kinds: readonly SanctionKind[], lifted: { by: string; at: number }): Promise<number>
  liftNetwork(network: string, lifted: { by: string; at: number }): Promise<number>
  /** Running ones of a user, newest first. */
  ofUser(user: UserId, now: number): Promise<readonly Sanction[]>
  /** A running sanction of this kind on a network this address is in (IPv4, IPv6 or mapped IPv4 text). */
  coveringAddress(address: string, kind: SanctionKind, now: number): Promise<Sanction | null>
  /** Every running one, newest first. */
  active(now: number): Promise<readonly Sanction[]>
}

/** Append-only: there is no way to change or remove an entry from any door. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>
  /** Newest first. */
  list(limit: number): Promise<readonly AuditEntry[]>
}

export interface Store {
  readonly users: UserStore
  readonly channels: ChannelStore
  readonly memberships: MembershipStore
  readonly messages: MessageStore
  readonly sanctions: SanctionStore
  readonly audit: AuditStore
}
