/** What travels between Parlance and its clients. Generated from the server's own table of calls by scripts/client-types.ts. */
// oxlint-disable max-lines -- a table

export type AuditEntry = {
  /** Milliseconds since 1970 (UTC). */
  at: number
  by: string
  action: string
  subject: string | null
  reason: string | null
  details: string | null
}

export type Bot = {
  user: Person
  owner: UserRef
  displayName: string | null
  /** Milliseconds since 1970 (UTC). */
  createdAt: number
  /** Milliseconds since 1970 (UTC). */
  lastSeenAt: number
  online: boolean
}

export type Change =
  | {
      kind: 'message'
      /** A place in the channel's gapless order of changes, from 1. */
      position: number
      message: Message
    }
  | {
      kind: 'reaction'
      /** A place in the channel's gapless order of changes, from 1. */
      position: number
      /** A time-ordered identifier. */
      message: string
      author: UserRef
      reaction: string
      added: boolean
    }
  | {
      kind: 'pin'
      /** A place in the channel's gapless order of changes, from 1. */
      position: number
      /** A time-ordered identifier. */
      message: string
      pinned: boolean
    }
  | {
      kind: 'preview'
      /** A place in the channel's gapless order of changes, from 1. */
      position: number
      /** A time-ordered identifier. */
      message: string
      previews: {
        /** The link, without what follows #. */
        url: string
        /** picture: the link leads to nothing but a picture. */
        kind: 'page' | 'picture'
        siteName: string | null
        title: string | null
        text: string | null
        picture: {
          /** Pixels, as it was found. */
          width: number
          height: number
          /** A few pixels to show until it is there: WebP in Base64. */
          preview: string | null
          /** The forms in which this server has it, as WebP, the smallest first. */
          thumbnails: { width: number; address: string }[]
        } | null
      }[]
    }

export type Channel = {
  /** A time-ordered identifier. */
  id: string
  kind: 'public' | 'private' | 'direct'
  /** Without the #; empty for private conversations. */
  name: string
  /** The two of a private conversation. */
  between: [UserRef, UserRef] | null
  topic: string
  topicBy: string | null
  topicAt: number | null
  settings: ChannelSettings
  /** Milliseconds since 1970 (UTC). */
  createdAt: number
  archivedAt: number | null
  /** The position of the newest change; 0 when nothing was ever said. */
  lastPosition: number
}

export type ChannelRef = {
  /** A time-ordered identifier. */
  id: string
  kind: 'public' | 'private' | 'direct'
  /** Without the #; empty for private conversations. */
  name: string
  /** The two of a private conversation. */
  between: [UserRef, UserRef] | null
}

export type ChannelSettings = {
  moderated: boolean
  inviteOnly: boolean
  membersOnly: boolean
  topicLocked: boolean
  secret: boolean
  key: string | null
  userLimit: number | null
  accountsOnly: boolean
  accountsSpeak: boolean
  noCtcp: boolean
  noPreviews: boolean
}

export type ChatError = { code: string; message: string; details: Record<string, unknown> }

export type Found = { channel: ChannelRef; message: Message }

export type ListedChannel = {
  /** A time-ordered identifier. */
  id: string
  kind: 'public' | 'private' | 'direct'
  name: string
  topic: string
  members: number
  joined: boolean
  archived: boolean
}

export type Member = {
  user: Person
  displayName: string | null
  awayText: string | null
  role: 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner'
  voiced: boolean
  online: boolean
  serverRole: 'none' | 'moderator' | 'admin'
  bot: boolean
}

export type Membership = {
  role: 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner'
  voiced: boolean
  /** Milliseconds since 1970 (UTC). */
  joinedAt: number
  /** The newest position this user has seen, from any client. */
  readPosition: number
  /** What of a channel its member is notified of. */
  level: 'all' | 'mentions' | 'none'
}

export type Message = {
  /** A time-ordered identifier. */
  id: string
  /** A time-ordered identifier. */
  channel: string
  /** A place in the channel's gapless order of changes, from 1. */
  position: number
  /** The position of its last change: equal to `position` until then. */
  changedPosition: number
  author: Person
  kind: 'text' | 'action' | 'notice' | 'topic' | 'tags'
  /** Empty once deleted. Lines are parted by \n. */
  text: string
  replyTo: string | null
  /** Milliseconds since 1970 (UTC). */
  sentAt: number
  editedAt: number | null
  deletedAt: number | null
  reactions: { reaction: string; users: UserRef[] }[]
  uploads: Upload[]
  /** What is behind its links; told by `message.previewed` once known. */
  previews: {
    /** The link, without what follows #. */
    url: string
    /** picture: the link leads to nothing but a picture. */
    kind: 'page' | 'picture'
    siteName: string | null
    title: string | null
    text: string | null
    picture: {
      /** Pixels, as it was found. */
      width: number
      height: number
      /** A few pixels to show until it is there: WebP in Base64. */
      preview: string | null
      /** The forms in which this server has it, as WebP, the smallest first. */
      thumbnails: { width: number; address: string }[]
    } | null
  }[]
}

export type Notifications = {
  /** When one is not called; null: never quiet. */
  quiet: {
    /** A minute of the day, 0 to 1439. */
    from: number
    /** A minute of the day, 0 to 1439. */
    to: number
    /** As the time zone database names it: Europe/Paris. */
    timeZone: string
    /** The days on which they begin: 1 is Monday, 7 Sunday. */
    days: number[]
  } | null
  /** Whether what was said may be shown by what calls one. */
  showText: boolean
}

export type OwnChannel = {
  channel: Channel
  membership: Membership
  unread: number
  /** How many of the unread messages are for you in particular. */
  mentions: number
}

export type OwnUpload = {
  /** A time-ordered identifier. */
  id: string
  name: string
  size: number
  /** null: not all of it has come. */
  type: string | null
  /** Where it will be found once something was said with it. */
  address: string
}

export type Person = {
  /** A time-ordered identifier. */
  id: string
  name: string
  /** The registered name; null for guests. */
  account: string | null
  /** Whether it is a bot: a program with a name of its own. */
  bot: boolean
}

export type Profile = {
  /** A time-ordered identifier. */
  id: string
  name: string
  /** The registered name; null for guests. */
  account: string | null
  /** Whether it is a bot: a program with a name of its own. */
  bot: boolean
  displayName: string | null
  kind: 'person' | 'guest' | 'bot'
  role: 'none' | 'moderator' | 'admin'
  awayText: string | null
  settings: UserSettings
  /** Milliseconds since 1970 (UTC). */
  createdAt: number
  /** Milliseconds since 1970 (UTC). */
  lastSeenAt: number
  online: boolean
  /** Names of the channels you may know them to be in. */
  channels: string[]
  /** For admins only. */
  lastAddress: string | null
  /** Of a bot: whose it is. */
  owner: UserRef | null
}

export type PushSubscription = {
  /** A time-ordered identifier. */
  token: string
  /** What the browser says it is. */
  name: string
  /** Milliseconds since 1970 (UTC). */
  createdAt: number
  /** Whether it is the one this request came from. */
  current: boolean
}

export type Report = {
  /** A time-ordered identifier. */
  id: string
  /** A time-ordered identifier. */
  channel: string
  /** Empty for a private conversation. */
  channelName: string
  /** A time-ordered identifier. */
  message: string
  author: UserRef
  text: string
  /** Milliseconds since 1970 (UTC). */
  sentAt: number
  by: UserRef
  reason: string | null
  /** Milliseconds since 1970 (UTC). */
  createdAt: number
  settledAt: number | null
  settledBy: string | null
}

export type Sanction = {
  /** A time-ordered identifier. */
  id: string
  kind: 'kick' | 'mute' | 'ban'
  subject: { type: 'user'; user: UserRef } | { type: 'network'; network: string }
  reason: string | null
  by: string
  /** Milliseconds since 1970 (UTC). */
  createdAt: number
  expiresAt: number | null
}

export type Self = {
  /** A time-ordered identifier. */
  id: string
  name: string
  /** The registered name; null for guests. */
  account: string | null
  /** Whether it is a bot: a program with a name of its own. */
  bot: boolean
  displayName: string | null
  kind: 'person' | 'guest' | 'bot'
  role: 'none' | 'moderator' | 'admin'
  awayText: string | null
  settings: UserSettings
}

export type Server = {
  name: string
  version: string
  registration: 'open' | 'invite' | 'closed'
  emailRequired: boolean
  guests: boolean
  /** Who may make bots. */
  bots: 'users' | 'operators'
  motd: string
  /** Whether nobody has registered yet. */
  isEmpty: boolean
  limits: {
    messageLength: number
    topicLength: number
    passwordMin: number
    passwordMax: number
    historyPage: number
  }
}

export type Token = {
  /** A time-ordered identifier. */
  id: string
  kind: 'browser' | 'program'
  name: string
  /** Milliseconds since 1970 (UTC). */
  createdAt: number
  /** At most a minute behind; null: never yet. */
  lastUsedAt: number | null
  lastAddress: string | null
  /** When it runs out without being used; null: never. */
  expiresAt: number | null
  /** Whether it is the one this request came with. */
  current: boolean
}

export type Upload = {
  /** Where it is, from the address of the server on; whoever knows it may see it. */
  address: string
  name: string
  /** Bytes. */
  size: number
  /** A MIME type, by its content. */
  type: string
  /** Pixels, of what is seen: a picture, a video, the first page of a PDF. */
  width: number | null
  height: number | null
  /** A few pixels to show until it is there: WebP in Base64. */
  preview: string | null
  /** Smaller forms of what is seen (of a video one frame), as WebP, the smallest first. */
  thumbnails: { width: number; address: string }[]
  /** Milliseconds, of a video or a sound. */
  duration: number | null
  /** How loud a sound is over its time: 64 bytes in Base64, 255 being the loudest there is in it. */
  waveform: string | null
}

export type UserRef = {
  /** A time-ordered identifier. */
  id: string
  name: string
}

export type UserSettings = { invisible: boolean; bot: boolean; accountsOnly: boolean; oneClient: boolean }

export type SaidAuthor = {
  /** A time-ordered identifier. */
  id: string
  name: string
  /** The registered name; not of guests. */
  account?: string
  /** Only of bots. */
  bot?: true
}

export type SaidChannel = {
  /** A time-ordered identifier. */
  id: string
  kind: 'public' | 'private' | 'direct'
  /** Without the #; empty for private conversations. */
  name: string
  /** Only of private conversations: the two of it. */
  between?: [UserRef, UserRef]
}

export type SaidMessage = {
  /** A time-ordered identifier. */
  id: string
  author: SaidAuthor
  kind: 'text' | 'action' | 'notice' | 'topic' | 'tags'
  /** Lines are parted by \n. */
  text: string
  /** Only of answers: the message that is answered. */
  replyTo?: string
  /** Only where files were said. */
  uploads?: Upload[]
}

/** Every call by its name: what it takes and answers. */
export interface Calls {
  /** Says something. A `clientTag` that was used before answers with the message it made then. */
  'message.send': {
    input: {
      channel: string
      text: string
      kind?: 'text' | 'action' | 'notice' | 'tags'
      replyTo?: string | null
      clientTag?: string | null
      tags?: Record<string, string> | null
      uploads?: string[] | null
      pieces?: { text: string; joined: boolean }[] | null
    }
    answer: { message: Message; fresh: boolean }
  }
  /** Changes the text of one of your own messages. */
  'message.edit': {
    input: { channel: string; message?: string | null; text: string }
    answer: { message: Message }
  }
  /** Takes back one of your own messages, or, as a moderator of the channel, anybody’s. */
  'message.delete': {
    input: { channel: string; message?: string | null; reason?: string | null }
    answer: { message: Message }
  }
  /** Answers a message with a sign. `fresh: false`: you had done so already. */
  'message.react': {
    input: { channel: string; message: string; reaction: string }
    answer: { fresh: boolean }
  }
  /** Takes such a sign back. */
  'message.unreact': {
    input: { channel: string; message: string; reaction: string }
    answer: { removed: boolean }
  }
  /** Keeps a message in sight of everybody in its channel. `fresh: false`: it was pinned already. */
  'message.pin': { input: { channel: string; message: string }; answer: { fresh: boolean } }
  /** Lets a pinned message go again. */
  'message.unpin': { input: { channel: string; message: string }; answer: { removed: boolean } }
  /** Takes away what one of your own messages, or, as a moderator of the channel, anybody’s, shows of a link. */
  'message.remove-preview': {
    input: { channel: string; message: string; url: string }
    answer: { removed: boolean }
  }
  /** The pinned messages of a channel, what was pinned last first. */
  'message.list-pinned': { input: { channel: string }; answer: { messages: Message[] } }
  /** Tells those who are here now something that is not kept: `{"kind":"tags","tags":{"typing":"active"}}`. */
  'message.relay': {
    input: {
      channel: string
      kind: 'text' | 'action' | 'notice' | 'tags'
      text?: string
      tags?: Record<string, string> | null
      atLeast?: ('member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner') | null
    }
    answer: {
      /** A time-ordered identifier. */
      id: string
    }
  }
  /** A page of what was said, oldest first, before a position or from the newest back. */
  'message.read-history': {
    input: { channel: string; before?: number | null; limit?: number }
    answer: { messages: Message[] }
  }
  /** What was said after, before, between or around times or messages, oldest first; around a position too. */
  'message.read-range': {
    input: {
      channel: string
      after?: ({ at: number } | { message: string }) | null
      before?: ({ at: number } | { message: string }) | null
      around?: ({ at: number } | { message: string } | { position: number }) | null
      between?: [{ at: number } | { message: string }, { at: number } | { message: string }] | null
      keep?: 'oldest' | 'newest'
      spokenOnly?: boolean
      limit: number
    }
    answer: { messages: Message[] }
  }
  /** What has changed in a channel after a position, in order; up to `position` the answer is complete. */
  'message.list-changes': {
    input: { channel: string; after: number; limit?: number }
    answer: { changes: Change[]; position: number }
  }
  /** Finds messages among what you may read, newest first: by words, authors, times and what they hold. */
  'message.search': {
    input: {
      text?: string
      channel?: string | null
      from?: string | null
      after?: number | null
      before?: number | null
      has?: ('link' | 'file' | 'picture' | 'video' | 'sound') | null
      limit?: number
    }
    answer: { found: Found[] }
  }
  /** Remembers how far you have read. Never moves back. */
  'message.mark-read': { input: { positions: { channel: string; position: number }[] }; answer: null }
  /** Makes a channel, which you then own. */
  'channel.create': { input: { name: string; kind?: 'public' | 'private' }; answer: { channel: Channel } }
  /** Joins a channel; from now on you are told what happens in it. */
  'channel.join': {
    input: { channel: string; key?: string | null; orCreate?: boolean }
    answer: { channel: Channel; role: 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner' }
  }
  /** Leaves a channel. */
  'channel.leave': { input: { channel: string; reason?: string | null }; answer: { channel: Channel } }
  /** A channel with its topic and settings, and your place in it. */
  'channel.show': { input: { channel: string }; answer: { channel: Channel; membership: Membership | null } }
  /** Every channel you may know of, by name. */
  'channel.list': { input: {}; answer: { channels: ListedChannel[] } }
  /** Every channel you are in, with your place in it and what is unread; of more than a thousand changes the newest are counted. */
  'channel.list-own': { input: {}; answer: { channels: OwnChannel[] } }
  /** Chooses what of a channel you are notified of. */
  'channel.set-level': {
    input: { channel: string; level: 'all' | 'mentions' | 'none' }
    answer: {
      /** What of a channel its member is notified of. */
      level: 'all' | 'mentions' | 'none'
    }
  }
  /** Who is in a channel, the highest roles first. */
  'channel.list-members': { input: { channel: string; fromOutside?: boolean }; answer: { members: Member[] } }
  /** Channels you are invited to and have not joined. */
  'channel.list-invitations': { input: {}; answer: { channels: Channel[] } }
  /** Your private conversation with somebody, begun if there is none. */
  'channel.open-direct': {
    input: { user: string }
    answer: { channel: Channel; other: UserRef; awayText: string | null }
  }
  /** Your private conversation with somebody, if there is one. */
  'channel.find-direct': { input: { user: string }; answer: { channel: Channel | null } }
  /** Sets the topic; an empty one takes it away. */
  'channel.set-topic': { input: { channel: string; topic: string }; answer: { channel: Channel } }
  /** Changes one setting of a channel. */
  'channel.change-setting': {
    input: {
      channel: string
      change:
        | { setting: 'moderated'; value: boolean }
        | { setting: 'inviteOnly'; value: boolean }
        | { setting: 'membersOnly'; value: boolean }
        | { setting: 'topicLocked'; value: boolean }
        | { setting: 'secret'; value: boolean }
        | { setting: 'accountsOnly'; value: boolean }
        | { setting: 'accountsSpeak'; value: boolean }
        | { setting: 'noCtcp'; value: boolean }
        | { setting: 'noPreviews'; value: boolean }
        | { setting: 'key'; value: string | null }
        | { setting: 'userLimit'; value: number | null }
    }
    answer: { channel: ChannelRef }
  }
  /** Gives a channel another name. */
  'channel.rename': {
    input: { channel: string; name: string; reason?: string | null }
    answer: { channel: ChannelRef }
  }
  /** Closes a channel: it can be read, nothing more can be said in it. */
  'channel.archive': { input: { channel: string }; answer: { channel: ChannelRef } }
  /** Invites somebody into a channel. */
  'channel.invite': {
    input: { channel: string; user: string }
    answer: { channel: ChannelRef; user: UserRef }
  }
  /** Removes somebody from a channel; with seconds, they cannot come back before. */
  'channel.remove-member': {
    input: { channel: string; user: string; seconds?: number | null; reason?: string | null }
    answer: { user: UserRef; until: number | null }
  }
  /** Gives a member of a channel another role in it. */
  'channel.set-member-role': {
    input: {
      channel: string
      user: string
      role: 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner'
      how?: 'replace' | 'add' | 'take'
    }
    answer: { user: UserRef; role: 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner' }
  }
  /** The bans, exceptions, invitations and mutes of a channel. */
  'channel.list-masks': {
    input: { channel: string }
    answer: {
      masks: {
        list: 'ban' | 'exception' | 'invitation' | 'mute'
        mask: string
        by: string
        /** Milliseconds since 1970 (UTC). */
        createdAt: number
        expiresAt: number | null
      }[]
    }
  }
  /** Adds an entry to one of these lists. */
  'channel.add-mask': {
    input: {
      channel: string
      list: 'ban' | 'exception' | 'invitation' | 'mute'
      mask: string
      seconds?: number | null
    }
    answer: {
      mask: {
        list: 'ban' | 'exception' | 'invitation' | 'mute'
        mask: string
        by: string
        /** Milliseconds since 1970 (UTC). */
        createdAt: number
        expiresAt: number | null
      }
    }
  }
  /** Takes an entry from one of these lists. */
  'channel.remove-mask': {
    input: { channel: string; list: 'ban' | 'exception' | 'invitation' | 'mute'; mask: string }
    answer: {
      mask: {
        list: 'ban' | 'exception' | 'invitation' | 'mute'
        mask: string
        by: string
        /** Milliseconds since 1970 (UTC). */
        createdAt: number
        expiresAt: number | null
      }
    }
  }
  /** What you may know of somebody. */
  'user.show': { input: { name: string }; answer: Profile }
  /** Chooses the free name shown beside the real one; empty takes it away. */
  'user.set-display-name': { input: { displayName: string }; answer: { displayName: string | null } }
  /** Takes a picture that you have brought as what you are shown by; without one you are shown by your initials. */
  'user.set-avatar': { input: { upload?: string | null }; answer: { avatar: string | null } }
  /** What people are shown by; those who have nothing are left out. */
  'user.list-avatars': {
    input: { users: string[] }
    answer: {
      avatars: {
        /** A time-ordered identifier. */
        user: string
        /** Where the picture is that somebody is shown by: a path of this server. */
        avatar: string
      }[]
    }
  }
  /** Takes away what somebody is shown by. For moderators and admins of the server. */
  'user.remove-avatar': { input: { name: string; reason?: string | null }; answer: { name: string } }
  /** Goes by another name while you are here. */
  'user.rename': { input: { name: string }; answer: { user: Self } }
  /** Chooses how you are found and written to. */
  'user.change-setting': {
    input: { setting: 'invisible' | 'bot' | 'accountsOnly' | 'oneClient'; value: boolean }
    answer: { settings: UserSettings }
  }
  /** Takes a new password; every other client of yours is signed out. */
  'user.change-password': { input: { current: string; password: string }; answer: null }
  /** Takes private messages from somebody without an account, or no more. */
  'user.accept': { input: { user: string; accepted: boolean }; answer: { name: string; accepted: boolean } }
  /** Says that you are away, or, with an empty text, back. */
  'presence.set-away': { input: { text?: string | null }; answer: { awayText: string | null } }
  /** Everybody who is here now. */
  'presence.who-is-online': {
    input: {}
    answer: {
      users: {
        name: string
        displayName: string | null
        awayText: string | null
        role: 'none' | 'moderator' | 'admin'
      }[]
    }
  }
  /** Makes a token for a program of yours. Its secret is told this once. */
  'token.create': { input: { name: string }; answer: { secret: string; token: Token } }
  /** Where you are signed in: browsers and programs. */
  'token.list': { input: {}; answer: { tokens: Token[] } }
  /** Ends one of these sign-ins, without `token` the one in use; whoever came by it is disconnected. */
  'token.revoke': {
    input: { token?: string | null }
    answer: {
      /** A time-ordered identifier. */
      token: string
    }
  }
  /** Ends all of these sign-ins but the one in use. */
  'token.revoke-others': { input: {}; answer: { revoked: number } }
  /** Takes back a file that nothing was said with. With a message, the message is what is deleted. */
  'upload.remove': {
    input: { upload: string }
    answer: {
      /** A time-ordered identifier. */
      upload: string
    }
  }
  /** How many bytes you have brought, how many you may, how large one file may be, and of which types (empty: all). */
  'upload.show-quota': {
    input: {}
    answer: { used: number; limit: number; perFile: number; types: string[] }
  }
  /** Makes a bot and its first token, whose secret is told this once. */
  'bot.create': {
    input: { name: string; token?: string }
    answer: { secret: string; token: Token; bot: Bot }
  }
  /** Your bots, by name. */
  'bot.list': { input: {}; answer: { bots: Bot[] } }
  /** Everybody's bots, by name. */
  'bot.list-all': { input: { after?: string | null; limit?: number }; answer: { bots: Bot[] } }
  /** Takes a bot away for good, with its tokens and webhook; what it said stays. */
  'bot.remove': { input: { name: string }; answer: { bot: UserRef } }
  /** Makes another token for a bot of yours. Its secret is told this once. */
  'bot.create-token': { input: { bot: string; name: string }; answer: { secret: string; token: Token } }
  /** The tokens of a bot of yours. */
  'bot.list-tokens': { input: { bot: string }; answer: { tokens: Token[] } }
  /** Ends a token of a bot of yours; whoever came by it is disconnected. */
  'bot.revoke-token': {
    input: { bot: string; token: string }
    answer: {
      /** A time-ordered identifier. */
      token: string
    }
  }
  /** Makes an address that posts into a channel, by a bot of its own. It is told this once. */
  'webhook.create-incoming': {
    input: { channel: string; name: string }
    answer: {
      webhook: {
        /** A time-ordered identifier. */
        id: string
        /** A time-ordered identifier. */
        channel: string
        /** The one who speaks. */
        bot: {
          /** A time-ordered identifier. */
          id: string
          name: string
        }
        by: UserRef
        /** Milliseconds since 1970 (UTC). */
        createdAt: number
      }
      /** Behind the address of this server. Whoever knows it can post. */
      path: string
    }
  }
  /** Tells an address outside what is said in a channel. The secret that signs it is told this once. */
  'webhook.create-outgoing': {
    input: {
      channel: string
      url: string
      events?: ('message.sent' | 'message.edited' | 'message.deleted')[]
    }
    answer: {
      webhook: {
        /** A time-ordered identifier. */
        id: string
        /** A time-ordered identifier. */
        channel: string
        url: string
        events: ('message.sent' | 'message.edited' | 'message.deleted')[]
        by: UserRef
        /** Milliseconds since 1970 (UTC). */
        createdAt: number
        /** The place in the channel up to which it has been told everything. */
        position: number
        /** Since when nothing has got through. */
        failingSince: number | null
        /** When it was given up; nothing more is sent. */
        stoppedAt: number | null
      }
      secret: string
    }
  }
  /** The webhooks of a channel you moderate. */
  'webhook.list': {
    input: { channel: string }
    answer: {
      incoming: {
        /** A time-ordered identifier. */
        id: string
        /** A time-ordered identifier. */
        channel: string
        /** The one who speaks. */
        bot: {
          /** A time-ordered identifier. */
          id: string
          name: string
        }
        by: UserRef
        /** Milliseconds since 1970 (UTC). */
        createdAt: number
      }[]
      outgoing: {
        /** A time-ordered identifier. */
        id: string
        /** A time-ordered identifier. */
        channel: string
        url: string
        events: ('message.sent' | 'message.edited' | 'message.deleted')[]
        by: UserRef
        /** Milliseconds since 1970 (UTC). */
        createdAt: number
        /** The place in the channel up to which it has been told everything. */
        position: number
        /** Since when nothing has got through. */
        failingSince: number | null
        /** When it was given up; nothing more is sent. */
        stoppedAt: number | null
      }[]
    }
  }
  /** Takes a webhook away, with its bot; what it said stays. */
  'webhook.remove': {
    input: { webhook: string }
    answer: {
      /** A time-ordered identifier. */
      webhook: string
    }
  }
  /** Lets this browser be called when it is closed; takes what its PushSubscription says as JSON. */
  'push.subscribe': {
    input: { endpoint: string; keys: { p256dh: string; auth: string } }
    answer: {
      /** A time-ordered identifier. */
      token: string
    }
  }
  /** A browser of yours is not called any more: without `token` this one. */
  'push.unsubscribe': {
    input: { token?: string | null }
    answer: {
      /** A time-ordered identifier. */
      token: string
    }
  }
  /** Your browsers that are called, and the key to subscribe with; null: this server calls none. */
  'push.list': { input: {}; answer: { key: string | null; subscriptions: PushSubscription[] } }
  /** Calls one of your browsers to see whether it works: without `token` this one. */
  'push.test': {
    input: { token?: string | null }
    answer: {
      /** A time-ordered identifier. */
      token: string
    }
  }
  /** Sets your quiet hours and whether text is shown; what is left out stays as it is. */
  'user.set-notifications': {
    input: {
      quiet?: { from: number; to: number; timeZone: string; days: number[] } | null
      showText?: boolean
    }
    answer: { notifications: Notifications }
  }
  /** Your quiet hours, and whether text is shown. */
  'user.show-notifications': { input: {}; answer: { notifications: Notifications } }
  /** Disconnects somebody everywhere and keeps them out for some seconds. */
  'user.kick': {
    input: { name: string; seconds?: number | null; reason?: string | null }
    answer: {
      name: string
      seconds: number
      /** Milliseconds since 1970 (UTC). */
      until: number
    }
  }
  /** Lets somebody read, not write, for some seconds or until unmuted. */
  'user.mute': {
    input: { name: string; seconds?: number | null; reason?: string | null }
    answer: { name: string; until: number | null }
  }
  /** Lets somebody write again. */
  'user.unmute': { input: { name: string }; answer: { name: string } }
  /** Keeps a user, an address or a network out until unbanned. */
  'user.ban': { input: { subject: string; reason?: string | null }; answer: { subject: string } }
  /** Lifts a ban or a running kick. */
  'user.unban': { input: { subject: string }; answer: { subject: string } }
  /** The kicks, mutes and bans in force. */
  'sanction.list': { input: {}; answer: { sanctions: Sanction[] } }
  /** Calls the operators to a message. `fresh: false`: you had done so already. */
  'message.report': {
    input: { channel: string; message: string; reason?: string | null }
    answer: { fresh: boolean }
  }
  /** The messages that people called the operators to, newest first. */
  'report.list': { input: { open?: boolean; limit?: number }; answer: { reports: Report[] } }
  /** Tells the other operators that you have seen to a report. */
  'report.settle': { input: { report: string; reason?: string | null }; answer: { report: Report } }
  /** What operators have done, newest first. For admins. */
  'audit.list': { input: { limit?: number }; answer: { entries: AuditEntry[] } }
  /** Says something to everybody connected. */
  'node.announce': { input: { text: string }; answer: null }
}

/** Everything that arrives on the socket by itself, by its name. */
export interface Events {
  hello: { event: 'hello'; server: Server; user: Self | null }
  ready: {
    event: 'ready'
    user: Self
    channels: OwnChannel[]
    online: string[]
    notifications: Notifications
    /** Why one may read and not write; `null`: one may. */
    mute: { reason: string | null; until: number | null } | null
  }
  'message.sent': {
    event: 'message.sent'
    /** When it was said: milliseconds since 1970 (UTC). */
    at: number
    channel: SaidChannel
    /** Also the message's own: its `position` and `changedPosition`. */
    position: number
    message: SaidMessage
    /** Only where its sender marked it: the mark. */
    clientTag?: string
    /** Only of answers: what is answered, where that is known. */
    inReplyTo?: { author: string; text: string }
    /** Only of what programs say. */
    fromBot?: true
  }
  'message.edited': {
    event: 'message.edited'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** A place in the channel's gapless order of changes, from 1. */
    position: number
    message: Message
  }
  'message.deleted': {
    event: 'message.deleted'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** A place in the channel's gapless order of changes, from 1. */
    position: number
    message: Message
    /** The name of who did it, or "the operator". */
    by: string
    reason: string | null
  }
  'message.reacted': {
    event: 'message.reacted'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** A place in the channel's gapless order of changes, from 1. */
    position: number
    /** A time-ordered identifier. */
    message: string
    author: UserRef
    reaction: string
    added: boolean
  }
  'message.pinned': {
    event: 'message.pinned'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** A place in the channel's gapless order of changes, from 1. */
    position: number
    /** A time-ordered identifier. */
    message: string
    pinned: boolean
    /** The name of who did it, or "the operator". */
    by: string
  }
  'message.previewed': {
    event: 'message.previewed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** A place in the channel's gapless order of changes, from 1. */
    position: number
    /** A time-ordered identifier. */
    message: string
    /** All that the message has now. */
    previews: {
      /** The link, without what follows #. */
      url: string
      /** picture: the link leads to nothing but a picture. */
      kind: 'page' | 'picture'
      siteName: string | null
      title: string | null
      text: string | null
      picture: {
        /** Pixels, as it was found. */
        width: number
        height: number
        /** A few pixels to show until it is there: WebP in Base64. */
        preview: string | null
        /** The forms in which this server has it, as WebP, the smallest first. */
        thumbnails: { width: number; address: string }[]
      } | null
    }[]
  }
  'topic.changed': {
    event: 'topic.changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** A place in the channel's gapless order of changes, from 1. */
    position: number
    message: Message
    topic: string
    /** The name of who did it, or "the operator". */
    by: string
  }
  'message.relayed': {
    event: 'message.relayed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    author: Person
    kind: 'text' | 'action' | 'notice' | 'topic' | 'tags'
    text: string
    /** {"typing": "active"} while somebody types. */
    tags: Record<string, string> | null
  }
  'read.marked': {
    event: 'read.marked'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** Milliseconds since 1970 (UTC). */
    readAt: number
    readPosition: number
  }
  'channel.created': {
    event: 'channel.created'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    by: UserRef
  }
  'channel.renamed': {
    event: 'channel.renamed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    name: string
    reason: string | null
    /** The name of who did it, or "the operator". */
    by: string
  }
  'channel.archived': {
    event: 'channel.archived'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** The name of who did it, or "the operator". */
    by: string
  }
  'settings.changed': {
    event: 'settings.changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    change: {
      moderated?: boolean
      inviteOnly?: boolean
      membersOnly?: boolean
      topicLocked?: boolean
      secret?: boolean
      key?: string | null
      userLimit?: number | null
      accountsOnly?: boolean
      accountsSpeak?: boolean
      noCtcp?: boolean
      noPreviews?: boolean
    }
    /** The name of who did it, or "the operator". */
    by: string
  }
  'member.joined': {
    event: 'member.joined'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    user: Person
    displayName: string | null
    awayText: string | null
    role: 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner'
    online: boolean
    /** The channel's newest position then. */
    position: number
  }
  'member.arrived': {
    event: 'member.arrived'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    user: Person
    displayName: string | null
    awayText: string | null
    role: 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner'
  }
  'member.left': {
    event: 'member.left'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    user: Person
    removedBy: string | null
    reason: string | null
    until: number | null
  }
  'member.invited': {
    event: 'member.invited'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    user: UserRef
    by: UserRef
  }
  'member.role-changed': {
    event: 'member.role-changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    user: UserRef
    role: 'member' | 'voice' | 'halfop' | 'moderator' | 'admin' | 'owner'
    voiced: boolean
    /** The name of who did it, or "the operator". */
    by: string
  }
  'membership.changed': {
    event: 'membership.changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    channel: ChannelRef
    /** What of a channel its member is notified of. */
    level: 'all' | 'mentions' | 'none'
  }
  'user.departed': {
    event: 'user.departed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: Person
    guest: boolean
    reason: string | null
  }
  'user.renamed': {
    event: 'user.renamed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: Person
    name: string
  }
  'user.account-changed': {
    event: 'user.account-changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: Person
    now: Person
    merged: boolean
  }
  'user.display-name-changed': {
    event: 'user.display-name-changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: Person
    displayName: string | null
  }
  'user.avatar-changed': {
    event: 'user.avatar-changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: UserRef
    avatar: string | null
  }
  'user.away-changed': {
    event: 'user.away-changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: Person
    awayText: string | null
  }
  'user.settings-changed': {
    event: 'user.settings-changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: Person
    settings: UserSettings
  }
  'user.notifications-changed': {
    event: 'user.notifications-changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    notifications: Notifications
  }
  'user.role-changed': {
    event: 'user.role-changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: UserRef
    role: 'none' | 'moderator' | 'admin'
    /** The name of who did it, or "the operator". */
    by: string
  }
  'user.kicked': {
    event: 'user.kicked'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: UserRef
    /** The name of who did it, or "the operator". */
    by: string
    reason: string | null
    /** Milliseconds since 1970 (UTC). */
    until: number
  }
  'user.banned': {
    event: 'user.banned'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: UserRef
    /** The name of who did it, or "the operator". */
    by: string
    reason: string | null
  }
  'address.banned': {
    event: 'address.banned'
    /** Milliseconds since 1970 (UTC). */
    at: number
    /** The name of who did it, or "the operator". */
    by: string
    reason: string | null
  }
  'report.made': {
    event: 'report.made'
    /** Milliseconds since 1970 (UTC). */
    at: number
    report: Report
  }
  'report.settled': {
    event: 'report.settled'
    /** Milliseconds since 1970 (UTC). */
    at: number
    report: Report
    /** The name of who did it, or "the operator". */
    by: string
  }
  'user.muted': {
    event: 'user.muted'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: UserRef
    /** The name of who did it, or "the operator". */
    by: string
    reason: string | null
    until: number | null
  }
  'user.unmuted': {
    event: 'user.unmuted'
    /** Milliseconds since 1970 (UTC). */
    at: number
    user: UserRef
    /** The name of who did it, or "the operator". */
    by: string
  }
  'sanction.lifted': {
    event: 'sanction.lifted'
    /** Milliseconds since 1970 (UTC). */
    at: number
    subject: string
    /** The name of who did it, or "the operator". */
    by: string
  }
  'password.changed': {
    event: 'password.changed'
    /** Milliseconds since 1970 (UTC). */
    at: number
    /** The name of who did it, or "the operator". */
    by: string
  }
  'token.revoked': {
    event: 'token.revoked'
    /** Milliseconds since 1970 (UTC). */
    at: number
    tokens: string[]
  }
  'announcement.made': {
    event: 'announcement.made'
    /** Milliseconds since 1970 (UTC). */
    at: number
    text: string
    /** The name of who did it, or "the operator". */
    by: string
  }
  'shutdown.warned': {
    event: 'shutdown.warned'
    /** Milliseconds since 1970 (UTC). */
    at: number
    seconds: number
    reason: string | null
  }
  'shutdown.cancelled': {
    event: 'shutdown.cancelled'
    /** Milliseconds since 1970 (UTC). */
    at: number
    /** The name of who did it, or "the operator". */
    by: string
  }
  'shutdown.started': {
    event: 'shutdown.started'
    /** Milliseconds since 1970 (UTC). */
    at: number
    reason: string | null
  }
}
