/** Facts about what is said. */
import type {
  ChannelRole,
  ClientTags,
  LinkPreview,
  Message,
  MessageId,
  MessageKind,
  Person,
} from '../types.ts'
import type { ChannelRef, Fact } from './fact.ts'

export interface MessageSent extends Fact<'message.sent'> {
  readonly channel: ChannelRef
  readonly message: Message
  /** What the author was answering, as far as an encoder needs it. */
  readonly inReplyTo: { readonly author: string; readonly text: string } | null
  readonly clientTag: string | null
  /** Whether the author is a program. */
  readonly fromBot?: boolean
  /** How the author cut the text into lines, where that was finer than its line ends. */
  readonly pieces?: readonly MessagePiece[]
}

export interface MessagePiece {
  readonly text: string
  /** Whether it goes on where the piece before it ended, without a line end between. */
  readonly joined: boolean
}

/** Said to those who are here now and never stored: typing notices, CTCP, words for the operators of a channel only. */
export interface MessageRelayed extends Fact<'message.relayed'> {
  readonly id: MessageId
  readonly channel: ChannelRef
  readonly author: Person
  /** `tags`: nothing but the tags. */
  readonly kind: MessageKind | 'tags'
  readonly text: string
  readonly tags: ClientTags | null
  readonly fromBot?: boolean
  /** Only for members of at least this role; `null`: for all. */
  readonly atLeast: ChannelRole | null
}

export interface MessageReacted extends Fact<'message.reacted'> {
  readonly channel: ChannelRef
  /** Its own place in the channel's order. */
  readonly position: number
  readonly message: MessageId
  readonly author: Person
  readonly reaction: string
  /** Whether it was added or taken back. */
  readonly added: boolean
}

/** A message is kept in sight of its channel, or not any more. */
export interface MessagePinned extends Fact<'message.pinned'> {
  readonly channel: ChannelRef
  /** Its own place in the channel's order. */
  readonly position: number
  readonly message: MessageId
  readonly pinned: boolean
  readonly by: Person
}

/** What is behind the links of a message is known now, or was taken away. */
export interface MessagePreviewed extends Fact<'message.previewed'> {
  readonly channel: ChannelRef
  /** Its own place in the channel's order. */
  readonly position: number
  readonly message: MessageId
  /** All that the message has now. */
  readonly previews: readonly LinkPreview[]
}

export interface MessageEdited extends Fact<'message.edited'> {
  readonly channel: ChannelRef
  readonly message: Message
}

export interface MessageDeleted extends Fact<'message.deleted'> {
  readonly channel: ChannelRef
  readonly message: Message
  readonly by: string
  readonly reason?: string | null
}

export interface ReadMarked extends Fact<'read.marked'> {
  readonly channel: ChannelRef
  /** Everything up to this time has been read. */
  readonly readAt: number
  /** The newest position that was. */
  readonly readPosition: number
}
