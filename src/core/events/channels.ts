/** Facts about channels and who is in them. */
import type {
  ChannelMask,
  ChannelRole,
  ChannelSettings,
  Message,
  NotificationLevel,
  Person,
  UserRef,
} from '../types.ts'
import type { ChannelRef, Fact } from './fact.ts'

/** What was set in a channel, for instance `{ setting: 'moderated', value: true }`. */
export type SettingChange = {
  [S in keyof ChannelSettings]: { readonly setting: S; readonly value: ChannelSettings[S] }
}[keyof ChannelSettings]

export interface ChannelCreated extends Fact<'channel.created'> {
  readonly channel: ChannelRef
  readonly by: UserRef
}

export interface TopicChanged extends Fact<'topic.changed'> {
  readonly channel: ChannelRef
  /** Its place in the channel's history. */
  readonly message: Message
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
  readonly user: Person
  readonly displayName: string | null
  readonly awayText: string | null
  readonly role: ChannelRole
  /** Whether a client of theirs is here; where not, `member.arrived` follows when one comes. */
  readonly present: boolean
  /** The channel's newest position when the membership was stored: the hub's starting point for this channel. */
  readonly position: number
}

/** A member's first client came: where only those who are here count as present, they are now. */
export interface MemberArrived extends Fact<'member.arrived'> {
  readonly channel: ChannelRef
  readonly user: Person
  readonly displayName: string | null
  readonly awayText: string | null
  readonly role: ChannelRole
  readonly voiced: boolean
}

export interface MemberLeft extends Fact<'member.left'> {
  readonly channel: ChannelRef
  readonly user: Person
  /** Absent when the user left of their own will. */
  readonly removedBy: string | null
  readonly reason: string | null
  /** Not back before. */
  readonly until: number | null
  /** A guest left the whole server: `user.departed` tells it once for all channels. */
  readonly gone: boolean
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
  /** Whether a voice stands beside the role. */
  readonly voiced: boolean
  readonly before: { readonly role: ChannelRole; readonly voiced: boolean }
  readonly by: string
}

/** For the member's own clients. */
export interface MembershipChanged extends Fact<'membership.changed'> {
  readonly channel: ChannelRef
  readonly level: NotificationLevel
}

export interface ChannelRenamed extends Fact<'channel.renamed'> {
  readonly channel: ChannelRef
  readonly name: string
  readonly reason: string | null
  readonly by: string
}

/** A value somebody attached to a user or a channel (IRC's METADATA). */
export interface MetadataChanged extends Fact<'metadata.changed'> {
  readonly subject: { readonly user: UserRef } | { readonly channel: ChannelRef }
  readonly key: string
  /** `null`: taken away. */
  readonly value: string | null
}
