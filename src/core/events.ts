/** Facts: what happened, in the past tense, self-contained, each with the people it is for. */
import type { ChannelRef } from './events/fact.ts'
import type {
  MessageDeleted,
  MessageEdited,
  MessageReacted,
  MessageRelayed,
  MessageSent,
  ReadMarked,
} from './events/messages.ts'
import type {
  ChannelArchived,
  ChannelCreated,
  ChannelRenamed,
  MaskChanged,
  MemberArrived,
  MemberInvited,
  MemberJoined,
  MemberLeft,
  MemberRoleChanged,
  MetadataChanged,
  SettingsChanged,
  TopicChanged,
} from './events/channels.ts'
import type {
  AddressBanned,
  PasswordChanged,
  SanctionLifted,
  UserAccountChanged,
  UserArrived,
  UserAwayChanged,
  UserBanned,
  UserDeparted,
  UserDisplayNameChanged,
  UserKicked,
  UserMuted,
  UserRenamed,
  UserRoleChanged,
  UserSettingsChanged,
  UserUnmuted,
} from './events/users.ts'
import type {
  AnnouncementMade,
  ShutdownCancelled,
  ShutdownStarted,
  ShutdownWarned,
  WallopsSaid,
} from './events/node.ts'
import type { Channel } from './types.ts'

export type * from './events/channels.ts'
export type * from './events/fact.ts'
export type * from './events/messages.ts'
export type * from './events/node.ts'
export type * from './events/users.ts'

export type ChatEvent =
  | MessageSent
  | MessageRelayed
  | MessageReacted
  | MessageEdited
  | MessageDeleted
  | ChannelCreated
  | TopicChanged
  | SettingsChanged
  | MaskChanged
  | ChannelArchived
  | MemberJoined
  | MemberArrived
  | MemberLeft
  | MemberInvited
  | MemberRoleChanged
  | UserArrived
  | UserDeparted
  | UserRenamed
  | UserAccountChanged
  | UserDisplayNameChanged
  | UserAwayChanged
  | UserSettingsChanged
  | ReadMarked
  | ChannelRenamed
  | MetadataChanged
  | UserKicked
  | UserBanned
  | AddressBanned
  | SanctionLifted
  | UserMuted
  | UserUnmuted
  | UserRoleChanged
  | PasswordChanged
  | AnnouncementMade
  | WallopsSaid
  | ShutdownWarned
  | ShutdownCancelled
  | ShutdownStarted

export type EventType = ChatEvent['type']
export type EventOf<T extends EventType> = Extract<ChatEvent, { type: T }>

/** An event that has a place in its channel's gapless order. */
export type PositionedEvent = MessageSent | MessageEdited | MessageDeleted | TopicChanged

export function isPositioned(event: ChatEvent): event is PositionedEvent {
  return (
    event.type === 'message.sent' ||
    event.type === 'message.edited' ||
    event.type === 'message.deleted' ||
    event.type === 'topic.changed'
  )
}

/** The part of a channel that events carry. */
export function channelRef(channel: Channel): ChannelRef {
  return { id: channel.id, kind: channel.kind, name: channel.name, between: channel.between }
}
