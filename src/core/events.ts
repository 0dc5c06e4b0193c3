/** Facts: what happened, in the past tense, self-contained, each with the people it is for. */
import type { ChannelRef } from './events/fact.ts'
import type {
  MessageDeleted,
  MessageEdited,
  MessagePinned,
  MessagePreviewed,
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
  MembershipChanged,
  MetadataChanged,
  SettingsChanged,
  TopicChanged,
} from './events/channels.ts'
import type {
  AddressBanned,
  PasswordChanged,
  PushTested,
  ReportMade,
  ReportSettled,
  SanctionLifted,
  TokenRevoked,
  UserAccountChanged,
  UserArrived,
  UserAvatarChanged,
  UserAwayChanged,
  UserBanned,
  UserDeparted,
  UserDisplayNameChanged,
  UserKicked,
  UserMuted,
  UserNotificationsChanged,
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
  WebhookChanged,
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
  | MessagePinned
  | MessagePreviewed
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
  | MembershipChanged
  | UserArrived
  | UserDeparted
  | UserRenamed
  | UserAccountChanged
  | UserDisplayNameChanged
  | UserAvatarChanged
  | UserAwayChanged
  | UserSettingsChanged
  | UserNotificationsChanged
  | PushTested
  | ReadMarked
  | ChannelRenamed
  | MetadataChanged
  | UserKicked
  | UserBanned
  | AddressBanned
  | SanctionLifted
  | ReportMade
  | ReportSettled
  | UserMuted
  | UserUnmuted
  | UserRoleChanged
  | PasswordChanged
  | TokenRevoked
  | WebhookChanged
  | AnnouncementMade
  | WallopsSaid
  | ShutdownWarned
  | ShutdownCancelled
  | ShutdownStarted

export type EventType = ChatEvent['type']
export type EventOf<T extends EventType> = Extract<ChatEvent, { type: T }>

/** An event that has a place in its channel's gapless order. */
export type PositionedEvent =
  | MessageSent
  | MessageEdited
  | MessageDeleted
  | MessageReacted
  | MessagePinned
  | MessagePreviewed
  | TopicChanged

export function isPositioned(event: ChatEvent): event is PositionedEvent {
  return (
    event.type === 'message.sent' ||
    event.type === 'message.edited' ||
    event.type === 'message.deleted' ||
    event.type === 'message.reacted' ||
    event.type === 'message.pinned' ||
    event.type === 'message.previewed' ||
    event.type === 'topic.changed'
  )
}

export function positionOf(event: PositionedEvent): number {
  return 'position' in event ? event.position : event.message.changedPosition
}

/** The part of a channel that events carry. */
export function channelRef(channel: Channel): ChannelRef {
  return { id: channel.id, kind: channel.kind, name: channel.name, between: channel.between }
}
