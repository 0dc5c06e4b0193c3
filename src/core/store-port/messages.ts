/** What the core asks of a database about messages. */
import type {
  Change,
  Channel,
  ChannelId,
  ClientTags,
  HeldKind,
  LinkPreview,
  Message,
  MessageId,
  MessageKind,
  Person,
  Upload,
  UserId,
  UserRef,
} from '../types.ts'

export interface NewMessage {
  readonly id: MessageId
  readonly channel: ChannelId
  readonly author: Person
  readonly kind: MessageKind
  readonly text: string
  readonly replyTo: MessageId | null
  readonly tags: ClientTags | null
  /** Unique per author: the same tag again answers with the first message. */
  readonly clientTag: string | null
  readonly sentAt: number
  /** Of the author, complete, and nothing said with them yet: all of them, or the message is not stored (`no-such-upload`). */
  readonly uploads: readonly Upload[]
}

export interface Appended {
  readonly message: Message
  /** Otherwise it was there already, by its client tag. */
  readonly fresh: boolean
}

export interface HistoryPage {
  readonly channel: ChannelId
  /** Messages before this position (not included); `null`: from the newest. */
  readonly before: number | null
  readonly limit: number
}

/** A place in a channel's history: what was said at a time, or a message itself. Times part messages of the same millisecond by position. */
export type HistoryPoint = { readonly at: number } | { readonly position: number }

export interface HistoryRange {
  readonly channel: ChannelId
  /** Neither end is included; `null`: no end. */
  readonly after: HistoryPoint | null
  readonly before: HistoryPoint | null
  /** Whether only what was said counts, without changes of the topic and kept tags. */
  readonly spokenOnly: boolean
  /** Which end is kept when there are more than `limit`. */
  readonly keep: 'oldest' | 'newest'
  readonly limit: number
}

export interface LatestOfChannel {
  readonly channel: Channel
  readonly latestAt: number
}

export interface SearchQuery {
  readonly user: UserId
  /** Every word must occur, each as any part of a text (a number from its beginning), without regard to case or accents. Empty: the filters alone decide. */
  readonly text: string
  readonly channel: ChannelId | null
  readonly from?: UserId | null
  /** Milliseconds since 1970, neither included. */
  readonly after?: number | null
  readonly before?: number | null
  readonly has?: HeldKind | null
  readonly limit: number
}

export interface FoundMessage {
  readonly channel: Channel
  readonly message: Message
}

export interface MessageEdit {
  readonly text: string
  readonly at: number
  /** Those of its previews that stay: none where nothing is said. */
  readonly previews?: readonly LinkPreview[]
}

export interface NewReaction {
  readonly message: MessageId
  readonly author: Person
  readonly reaction: string
  readonly at: number
}

export interface NewPin {
  readonly message: MessageId
  readonly by: Person
  readonly at: number
}

export interface PinnedMessage {
  readonly message: Message
  readonly by: UserRef
  readonly at: number
}

/** `position`: up to where the answer is complete; the channel's last one where nothing is left. */
export interface Changes {
  readonly changes: readonly Change[]
  readonly position: number
}

export interface MessageStore {
  /** Resolves after the durable commit. One of kind `topic` becomes the channel's topic in the same transaction. `fresh: false`: it was there already, by its client tag; nothing was stored. Rejects with `storage-full` when the disk is. */
  append(message: NewMessage): Promise<Appended>
  /**
   * Several of one author, channel and kind, `text` or `notice`, that answer nothing and bring no tags of programs and no files:
   * in this order, each as with `append`; where it rejects, none was stored.
   */
  appendTogether(messages: readonly NewMessage[]): Promise<readonly Appended[]>
  byId(id: MessageId): Promise<Message | null>
  /** The newest message of an author in a channel that is not deleted. */
  latestBy(channel: ChannelId, author: UserId): Promise<Message | null>
  /** Takes the channel's next position for the change. `null` when it is absent or deleted. */
  edit(id: MessageId, change: MessageEdit): Promise<Message | null>
  remove(id: MessageId, at: number): Promise<Message | null>
  /** Oldest first within the page; deleted ones left out. */
  history(page: HistoryPage): Promise<readonly Message[]>
  /** Oldest first; deleted ones left out. */
  range(range: HistoryRange): Promise<readonly Message[]>
  /** A user's channels, direct ones included, by their newest message between two times (not included), oldest of these first. */
  latestOfChannels(
    user: UserId,
    between: { after: number; before: number; limit: number },
  ): Promise<readonly LatestOfChannel[]>
  /**
   * Takes the channel's next position and answers it; `null` when the sign was there before. Rejects with `too-many-entries`
   * when its author has put `limit` others to the message, with `no-such-message` when that is absent or deleted.
   */
  addReaction(reaction: NewReaction, limit: number): Promise<number | null>
  /** The position of the change; `null` when it was not there. */
  removeReaction(reaction: NewReaction): Promise<number | null>
  /**
   * Takes the channel's next position and answers it; `null` when it was pinned before. Rejects with `too-many-entries` when
   * `limit` messages of the channel are, with `no-such-message` when it is absent or deleted, or was not said.
   */
  pin(pin: NewPin, limit: number): Promise<number | null>
  /** The position of the change; `null` when it was not pinned. */
  unpin(pin: NewPin): Promise<number | null>
  /** The latest first; deleted ones left out. */
  pinned(channel: ChannelId): Promise<readonly PinnedMessage[]>
  /** What changed after a position, in the order of the changes, each thing in its newest form. */
  changedSince(channel: ChannelId, position: number, limit: number): Promise<Changes>
  /** Newest first, only from channels the user belongs to: what history shows them, and no more. */
  search(query: SearchQuery): Promise<readonly FoundMessage[]>
  count(): Promise<number>
}
