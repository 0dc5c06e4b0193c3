/** The nouns of a chat, as readonly records. Times are integer milliseconds since 1970 (UTC). */
import type { Brand } from '../lib/brand.ts'
import type { LinkPreview } from './types/previews.ts'
import type { SharedUpload } from './types/uploads.ts'

export type * from './types/held.ts'
export type * from './types/nodes.ts'
export type * from './types/notifications.ts'
export type * from './types/previews.ts'
export type * from './types/uploads.ts'
export type * from './types/webhooks.ts'
export { heldKinds } from './types/held.ts'
export { outgoingKinds } from './types/webhooks.ts'

export type UserId = Brand<string, 'UserId'>
export type ChannelId = Brand<string, 'ChannelId'>
export type MessageId = Brand<string, 'MessageId'>
export type SanctionId = Brand<string, 'SanctionId'>
export type ReportId = Brand<string, 'ReportId'>
export type ClientId = Brand<string, 'ClientId'>
export type TokenId = Brand<string, 'TokenId'>
export type WebhookId = Brand<string, 'WebhookId'>
/** One run of a server process beside others on the same database. */
export type NodeId = Brand<string, 'NodeId'>

/** A bot is a program with a name of its own; it has no password, and comes in by the tokens that its owner makes. */
export type UserKind = 'person' | 'guest' | 'bot'
/** A server-wide role, granted only from the local console. */
export type ServerRole = 'none' | 'moderator' | 'admin'

export interface User {
  readonly id: UserId
  /** What the user goes by now: unique without regard to case (see `users/names.ts`). Away from IRC's NICK it is the account. */
  readonly name: string
  /** The registered name, which nobody else can take; `null` for guests. */
  readonly account: string | null
  /** `username@host` as IRC shows it. The host is a cloak: it names the account, or stands for a guest's address. */
  readonly userhost: string
  /** What the user has chosen to be called besides, or what their client calls them. */
  readonly displayName: string | null
  /** What their client last called them, shown or not. */
  readonly realName: string | null
  readonly kind: UserKind
  /** Of a bot: the person it belongs to. */
  readonly owner: UserId | null
  readonly role: ServerRole
  readonly awayText: string | null
  readonly settings: UserSettings
  /** Where the user last signed in from. Shown to operators only. */
  readonly lastAddress: string | null
  /** How often the password was changed: a sign-in from before the last time counts no more. */
  readonly passwordChanges: number
  readonly createdAt: number
  readonly lastSeenAt: number
}

export type TokenKind = 'browser' | 'program'

/** A remembered sign-in. Of its secret only a digest is kept, in the database. */
export interface Token {
  readonly id: TokenId
  readonly kind: TokenKind
  /** Of a browser: what it says it is. Of a program: what its user calls it. */
  readonly name: string
  readonly createdAt: number
  /** `null`: never yet. At most a minute behind. */
  readonly lastUsedAt: number | null
  readonly lastAddress: string | null
  /** `null`: when it is revoked. */
  readonly expiresAt: number | null
}

/** What a user has chosen about being found and written to. */
export interface UserSettings {
  /** IRC +i: not listed for people who share no channel. */
  readonly invisible: boolean
  /** IRC +B: a program. */
  readonly bot: boolean
  /** IRC +R: private messages only from people with an account. */
  readonly accountsOnly: boolean
  /** Only one client at a time; others may not share the name. */
  readonly oneClient: boolean
}

/** Enough of a user to show: carried inside events so that encoders look nothing up. */
export interface UserRef {
  readonly id: UserId
  readonly name: string
}

/** A user as the author of something: what every door needs to show who it was. */
export interface Person extends UserRef {
  readonly account: string | null
  readonly userhost: string
}

export type ChannelKind = 'public' | 'private' | 'direct'

export interface ChannelSettings {
  /** IRC +m: only voice and above may write. */
  readonly moderated: boolean
  /** IRC +i: an invitation is needed to join. */
  readonly inviteOnly: boolean
  /** IRC +n: only members may write. */
  readonly membersOnly: boolean
  /** IRC +t: only moderators and above may set the topic. */
  readonly topicLocked: boolean
  /** IRC +s: not listed for people outside. */
  readonly secret: boolean
  /** IRC +k: a word needed to join. */
  readonly key: string | null
  /** IRC +l: the most members it takes. */
  readonly userLimit: number | null
  /** IRC +R: only people with an account join. */
  readonly accountsOnly: boolean
  /** IRC +M: only people with an account, or with a voice, write. */
  readonly accountsSpeak: boolean
  /** IRC +C: no CTCP but actions. */
  readonly noCtcp: boolean
  /** IRC +W: links get no previews. */
  readonly noPreviews: boolean
}

export interface Channel {
  readonly id: ChannelId
  readonly kind: ChannelKind
  /** Without the leading `#`; empty for direct channels. */
  readonly name: string
  readonly topic: string
  readonly topicBy: string | null
  readonly topicAt: number | null
  readonly settings: ChannelSettings
  readonly createdAt: number
  readonly archivedAt: number | null
  /** The position given to the channel's newest change; 0 when nothing was ever said. */
  readonly lastPosition: number
  /** For direct channels: its two members (the same twice when one talks to oneself). */
  readonly between: readonly [UserRef, UserRef] | null
}

/** Lowest to highest; `rank` in `channels/roles.ts` compares them. */
export type ChannelRole = 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner'

/** `mentions`: what is said to one; in a private conversation that is everything. */
export const notificationLevels = ['all', 'mentions', 'none'] as const
export type NotificationLevel = (typeof notificationLevels)[number]

export interface Membership {
  readonly channel: ChannelId
  readonly user: UserId
  readonly role: ChannelRole
  readonly joinedAt: number
  /** The newest position this user has seen, from any client. */
  readonly readPosition: number
  /** Whether a voice was given beside a higher role: it stays when that role is taken (IRC's `+v` of an operator). */
  readonly voiced: boolean
  /** The time up to which everything has been read, where a client has said so (IRC's MARKREAD). */
  readonly readAt: number | null
  /** What the member wants to be called for. */
  readonly level: NotificationLevel
}

/** A notice is never answered by a program (IRC's NOTICE). */
export type SpokenKind = 'text' | 'action' | 'notice'

/** What a channel's history holds: what was said, changes of the topic, and tags of programs that are worth keeping. */
export type MessageKind = SpokenKind | 'topic' | 'tags'

/** What a program adds to a message for other programs, by name: IRC's client-only tags, without the `+`. */
export type ClientTags = Readonly<Record<string, string>>

export interface Message {
  readonly id: MessageId
  readonly channel: ChannelId
  /** Order within the channel, from 1, given inside the transaction that stored it. */
  readonly position: number
  /** The position of its last change: equal to `position` until it is edited or deleted. */
  readonly changedPosition: number
  readonly author: Person
  readonly kind: MessageKind
  /** Empty once deleted. Lines are parted by `\n`. */
  readonly text: string
  readonly replyTo: MessageId | null
  readonly tags: ClientTags | null
  readonly sentAt: number
  readonly editedAt: number | null
  readonly deletedAt: number | null
  /** The signs put to it now, in the order of their first use; none once deleted. */
  readonly reactions: readonly Reaction[]
  /** The files that were said with it; none once deleted. */
  readonly uploads: readonly SharedUpload[]
  /** What is behind the links in it, as far as that is known and wanted; none once deleted. */
  readonly previews: readonly LinkPreview[]
}

/** A sign put to a message, and by whom, the first of them first. */
export interface Reaction {
  readonly reaction: string
  readonly users: readonly ReactionUser[]
}

/** Under the name they had then. Signs are in the order of their first users' positions, so that every client comes to the same. */
export interface ReactionUser extends UserRef {
  readonly position: number
}

/** Something that took a place in a channel's order, as it stands now: each message, each sign of somebody, each pin and the previews of each message have only their newest. */
export type Change =
  | { readonly kind: 'message'; readonly position: number; readonly message: Message }
  | {
      readonly kind: 'reaction'
      readonly position: number
      readonly message: MessageId
      readonly author: Person
      readonly reaction: string
      /** Whether it was put or taken back. */
      readonly added: boolean
      readonly at: number
    }
  | {
      readonly kind: 'pin'
      readonly position: number
      readonly message: MessageId
      readonly by: Person
      /** Whether it was pinned or let go. */
      readonly pinned: boolean
      readonly at: number
    }
  | {
      readonly kind: 'preview'
      readonly position: number
      readonly message: MessageId
      /** All that the message has now. */
      readonly previews: readonly LinkPreview[]
      readonly at: number
    }

export type SanctionKind = 'kick' | 'mute' | 'ban'

export type SanctionSubject =
  | { readonly type: 'user'; readonly user: UserRef }
  /** CIDR text in canonical form, for instance `203.0.113.0/24` or `2001:db8::1/128`. */
  | { readonly type: 'network'; readonly network: string }

export interface Sanction {
  readonly id: SanctionId
  readonly kind: SanctionKind
  readonly subject: SanctionSubject
  readonly reason: string | null
  readonly by: string
  readonly createdAt: number
  /** `null`: until it is lifted. */
  readonly expiresAt: number | null
}

/** IRC's +b, +e and +I lists; whoever is on the list of mutes may read, not write. */
export type MaskList = 'ban' | 'exception' | 'invitation' | 'mute'

export interface ChannelMask {
  readonly list: MaskList
  /** See `channels/mask.ts`: a user name, `name!username@host`, or one of the extended forms, with `*` and `?`. */
  readonly mask: string
  readonly by: string
  readonly createdAt: number
  readonly expiresAt: number | null
}

/** Somebody has called the operators to a message. */
export interface Report {
  readonly id: ReportId
  readonly channel: ChannelId
  /** As it is named to people; empty for a private conversation. */
  readonly channelName: string
  readonly message: MessageId
  readonly author: UserRef
  /** As it was when it was reported: deleting it takes nothing from the operators. */
  readonly text: string
  readonly sentAt: number
  readonly by: UserRef
  readonly reason: string | null
  readonly createdAt: number
  /** `null`: nobody has seen to it. */
  readonly settledAt: number | null
  readonly settledBy: string | null
}

export interface AuditEntry {
  readonly at: number
  /** `console:SYSTEM-USER` or `user:NAME`. */
  readonly by: string
  /** The command's name, for instance `user.kick`. */
  readonly action: string
  readonly subject: string | null
  readonly reason: string | null
  /** What else matters, as text: `60 s`, `role moderator`. */
  readonly details: string | null
}
