/** Facts: what happened, in the past tense, self-contained, each with the people it is for. */
import type {
  Channel,
  ChannelId,
  ChannelKind,
  ChannelMask,
  ChannelRole,
  ChannelSettings,
  ClientId,
  Message,
  ServerRole,
  UserId,
  UserRef,
} from './types.ts'

/** Decided in the core, resolved to clients at delivery by `fanout/hub`. */
export type Audience =
  | { readonly to: 'channel'; readonly channel: ChannelId }
  | { readonly to: 'user'; readonly user: UserId }
  /** The local consoles, and users to whom a role was granted. */
  | { readonly to: 'operators' }
  /** The local consoles alone: for what names an address. */
  | { readonly to: 'consoles' }
  | { readonly to: 'everyone' }

export interface ChannelRef {
  readonly id: ChannelId
  readonly kind: ChannelKind
  readonly name: string
  readonly between: readonly [UserRef, UserRef] | null
}

interface Fact<Type extends string> {
  readonly type: Type
  readonly audience: readonly Audience[]
  readonly at: number
}

/** What was set in a channel, for instance `{ setting: 'moderated', value: true }`. */
export type SettingChange = {
  [S in keyof ChannelSettings]: { readonly setting: S; readonly value: ChannelSettings[S] }
}[keyof ChannelSettings]

export interface MessageSent extends Fact<'message.sent'> {
  readonly channel: ChannelRef
  readonly message: Message
  /** What the author was answering, as far as an encoder needs it. */
  readonly inReplyTo: { readonly author: string; readonly text: string } | null
  readonly clientTag: string | null
}
export interface MessageEdited extends Fact<'message.edited'> {
  readonly channel: ChannelRef
  readonly message: Message
}
export interface MessageDeleted extends Fact<'message.deleted'> {
  readonly channel: ChannelRef
  readonly message: Message
  readonly by: string
}
export interface ChannelCreated extends Fact<'channel.created'> {
  readonly channel: ChannelRef
  readonly by: UserRef
}
export interface TopicChanged extends Fact<'topic.changed'> {
  readonly channel: ChannelRef
  readonly topic: string
  readonly by: string
}
export interface SettingsChanged extends Fact<'settings.changed'> {
  readonly channel: ChannelRef
  readonly change: SettingChange
  readonly by: string
}
export interface MaskChanged extends Fact<'mask.changed'> {
  readonly channel: ChannelRef
  readonly mask: ChannelMask
  readonly added: boolean
  readonly by: string
}
export interface ChannelArchived extends Fact<'channel.archived'> {
  readonly channel: ChannelRef
  readonly by: string
}
export interface MemberJoined extends Fact<'member.joined'> {
  readonly channel: ChannelRef
  readonly user: UserRef
  readonly role: ChannelRole
  /** The channel's newest position when the membership was stored: the hub's starting point for this channel. */
  readonly position: number
}
export interface MemberLeft extends Fact<'member.left'> {
  readonly channel: ChannelRef
  readonly user: UserRef
  /** Absent when the user left of their own will. */
  readonly removedBy: string | null
  readonly reason: string | null
  /** Not back before. */
  readonly until: number | null
}
export interface MemberInvited extends Fact<'member.invited'> {
  readonly channel: ChannelRef
  readonly user: UserRef
  readonly by: UserRef
}
export interface MemberRoleChanged extends Fact<'member.role-changed'> {
  readonly channel: ChannelRef
  readonly user: UserRef
  readonly role: ChannelRole
  readonly by: string
}
export interface UserKicked extends Fact<'user.kicked'> {
  readonly user: UserRef
  readonly by: string
  readonly reason: string | null
  readonly until: number
}
export interface UserBanned extends Fact<'user.banned'> {
  readonly user: UserRef
  readonly by: string
  readonly reason: string | null
}
export interface AddressBanned extends Fact<'address.banned'> {
  /** CIDR text; the hub closes every client inside it. */
  readonly network: string
  readonly by: string
  readonly reason: string | null
}
export interface SanctionLifted extends Fact<'sanction.lifted'> {
  readonly subject: string
  readonly by: string
}
export interface UserMuted extends Fact<'user.muted'> {
  readonly user: UserRef
  readonly by: string
  readonly reason: string | null
  readonly until: number | null
}
export interface UserUnmuted extends Fact<'user.unmuted'> {
  readonly user: UserRef
  readonly by: string
}
export interface UserRoleChanged extends Fact<'user.role-changed'> {
  readonly user: UserRef
  readonly role: ServerRole
  readonly by: string
}
export interface PasswordChanged extends Fact<'password.changed'> {
  readonly user: UserRef
  readonly by: string
  /** The one client that stays signed in; `null`: none does. */
  readonly keep: ClientId | null
}
export interface AnnouncementMade extends Fact<'announcement.made'> {
  readonly text: string
  readonly by: string
}
export interface ShutdownWarned extends Fact<'shutdown.warned'> {
  /** Seconds left. */
  readonly seconds: number
  readonly reason: string | null
}
export interface ShutdownCancelled extends Fact<'shutdown.cancelled'> {
  readonly by: string
}
/** The end: the hub closes every client after telling it. */
export interface ShutdownStarted extends Fact<'shutdown.started'> {
  readonly reason: string | null
}

export type ChatEvent =
  | MessageSent
  | MessageEdited
  | MessageDeleted
  | ChannelCreated
  | TopicChanged
  | SettingsChanged
  | MaskChanged
  | ChannelArchived
  | MemberJoined
  | MemberLeft
  | MemberInvited
  | MemberRoleChanged
  | UserKicked
  | UserBanned
  | AddressBanned
  | SanctionLifted
  | UserMuted
  | UserUnmuted
  | UserRoleChanged
  | PasswordChanged
  | AnnouncementMade
  | ShutdownWarned
  | ShutdownCancelled
  | ShutdownStarted

export type EventType = ChatEvent['type']
export type EventOf<T extends EventType> = Extract<ChatEvent, { type: T }>

/** An event that has a place in its channel's gapless order. */
export type PositionedEvent = MessageSent | MessageEdited | MessageDeleted

export function isPositioned(event: ChatEvent): event is PositionedEvent {
  return event.type === 'message.sent' || event.type === 'message.edited' || event.type === 'message.deleted'
}

/** The part of a channel that events carry. */
export function channelRef(channel: Channel): ChannelRef {
  return { id: channel.id, kind: channel.kind, name: channel.name, between: channel.between }
}
