/** The nouns of the API as they travel: JSON, times in milliseconds since 1970, ids as text. Types and checks from one source. */
import { z } from 'zod'
import { preview } from './previews.ts'

export const id = z.string().describe('A time-ordered identifier.')
export const time = z.int().describe('Milliseconds since 1970 (UTC).')
export const position = z.int().describe("A place in the channel's gapless order of changes, from 1.")

export const serverRole = z.enum(['none', 'moderator', 'admin'])
export const channelKind = z.enum(['public', 'private', 'direct'])
export const channelRole = z.enum(['member', 'voice', 'halfop', 'moderator', 'admin', 'owner'])
export const level = z
  .enum(['all', 'mentions', 'none'])
  .describe('What of a channel its member is notified of.')

export const userRef = z.object({ id, name: z.string() })
export const person = userRef.extend({
  account: z.string().nullable().describe('The registered name; null for guests.'),
  bot: z.boolean().describe('Whether it is a bot: a program with a name of its own.'),
})

export const userSettings = z.object({
  invisible: z.boolean(),
  bot: z.boolean(),
  accountsOnly: z.boolean(),
  oneClient: z.boolean(),
})

const minute = z.int().describe('A minute of the day, 0 to 1439.')

export const notifications = z.object({
  quiet: z
    .object({
      from: minute,
      to: minute,
      timeZone: z.string().describe('As the time zone database names it: Europe/Paris.'),
      days: z.array(z.int()).describe('The days on which they begin: 1 is Monday, 7 Sunday.'),
    })
    .nullable()
    .describe('When one is not called; null: never quiet.'),
  showText: z.boolean().describe('Whether what was said may be shown by what calls one.'),
})

/** A browser that is called when it is closed. */
export const pushSubscription = z.object({
  token: id,
  name: z.string().describe('What the browser says it is.'),
  createdAt: time,
  current: z.boolean().describe('Whether it is the one this request came from.'),
})

export const avatar = z
  .string()
  .describe('Where the picture is that somebody is shown by: a path of this server.')

/** The user a client acts for. */
export const self = person.extend({
  displayName: z.string().nullable(),
  kind: z.enum(['person', 'guest', 'bot']),
  role: serverRole,
  awayText: z.string().nullable(),
  settings: userSettings,
})

/** What others see of a user. */
export const profile = self.extend({
  createdAt: time,
  lastSeenAt: time,
  online: z.boolean(),
  channels: z.array(z.string()).describe('Names of the channels you may know them to be in.'),
  lastAddress: z.string().nullable().describe('For admins only.'),
  owner: userRef.nullable().describe('Of a bot: whose it is.'),
})

export const bot = z.object({
  user: person,
  owner: userRef,
  displayName: z.string().nullable(),
  createdAt: time,
  lastSeenAt: time,
  online: z.boolean(),
})

export const channelRef = z.object({
  id,
  kind: channelKind,
  name: z.string().describe('Without the #; empty for private conversations.'),
  between: z.tuple([userRef, userRef]).nullable().describe('The two of a private conversation.'),
})

export const channelSettings = z.object({
  moderated: z.boolean(),
  inviteOnly: z.boolean(),
  membersOnly: z.boolean(),
  topicLocked: z.boolean(),
  secret: z.boolean(),
  key: z.string().nullable(),
  userLimit: z.int().nullable(),
  accountsOnly: z.boolean(),
  accountsSpeak: z.boolean(),
  noCtcp: z.boolean(),
  noPreviews: z.boolean(),
})

export const channel = channelRef.extend({
  topic: z.string(),
  topicBy: z.string().nullable(),
  topicAt: time.nullable(),
  settings: channelSettings,
  createdAt: time,
  archivedAt: time.nullable(),
  lastPosition: position.describe('The position of the newest change; 0 when nothing was ever said.'),
})

/** A channel as the list of channels shows it. */
export const listedChannel = z.object({
  id,
  kind: channelKind,
  name: z.string(),
  topic: z.string(),
  members: z.int(),
  joined: z.boolean(),
  archived: z.boolean(),
})

export const membership = z.object({
  role: channelRole,
  voiced: z.boolean(),
  joinedAt: time,
  readPosition: z.int().describe('The newest position this user has seen, from any client.'),
  level,
})

/** One of one's own channels, with what is new in it. */
export const ownChannel = z.object({
  channel,
  membership,
  unread: z.int(),
  mentions: z.int().describe('How many of the unread messages are for you in particular.'),
})

export const member = z.object({
  user: person,
  displayName: z.string().nullable(),
  awayText: z.string().nullable(),
  role: channelRole,
  voiced: z.boolean(),
  online: z.boolean(),
  serverRole,
  bot: z.boolean(),
})

export const reactions = z.array(z.object({ reaction: z.string(), users: z.array(userRef) }))

export const upload = z.object({
  address: z
    .string()
    .describe('Where it is, from the address of the server on; whoever knows it may see it.'),
  name: z.string(),
  size: z.int().describe('Bytes.'),
  type: z.string().describe('A MIME type, by its content.'),
  width: z.int().nullable().describe('Pixels, of what is seen: a picture, a video, the first page of a PDF.'),
  height: z.int().nullable(),
  preview: z.string().nullable().describe('A few pixels to show until it is there: WebP in Base64.'),
  thumbnails: z
    .array(z.object({ width: z.int(), address: z.string() }))
    .describe('Smaller forms of what is seen (of a video one frame), as WebP, the smallest first.'),
  duration: z.int().nullable().describe('Milliseconds, of a video or a sound.'),
  waveform: z
    .string()
    .nullable()
    .describe('How loud a sound is over its time: 64 bytes in Base64, 255 being the loudest there is in it.'),
})

/** As whoever brings it is told. */
export const ownUpload = z.object({
  id,
  name: z.string(),
  size: z.int(),
  type: z.string().nullable().describe('null: not all of it has come.'),
  address: z.string().describe('Where it will be found once something was said with it.'),
})

export const message = z.object({
  id,
  channel: id,
  position,
  changedPosition: position.describe('The position of its last change: equal to `position` until then.'),
  author: person,
  kind: z.enum(['text', 'action', 'notice', 'topic', 'tags']),
  text: z.string().describe('Empty once deleted. Lines are parted by \\n.'),
  replyTo: id.nullable(),
  sentAt: time,
  editedAt: time.nullable(),
  deletedAt: time.nullable(),
  reactions,
  uploads: z.array(upload),
  previews: z.array(preview).describe('What is behind its links; told by `message.previewed` once known.'),
})

/** One of what has changed in a channel, for whoever resumes. */
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), position, message }),
  z.object({
    kind: z.literal('reaction'),
    position,
    message: id,
    author: userRef,
    reaction: z.string(),
    added: z.boolean(),
  }),
  z.object({ kind: z.literal('pin'), position, message: id, pinned: z.boolean() }),
  z.object({ kind: z.literal('preview'), position, message: id, previews: z.array(preview) }),
])

export const found = z.object({ channel: channelRef, message })

export const token = z.object({
  id,
  kind: z.enum(['browser', 'program']),
  name: z.string(),
  createdAt: time,
  lastUsedAt: time.nullable().describe('At most a minute behind; null: never yet.'),
  lastAddress: z.string().nullable(),
  expiresAt: time.nullable().describe('When it runs out without being used; null: never.'),
  current: z.boolean().describe('Whether it is the one this request came with.'),
})

export const sanction = z.object({
  id,
  kind: z.enum(['kick', 'mute', 'ban']),
  subject: z.union([
    z.object({ type: z.literal('user'), user: userRef }),
    z.object({ type: z.literal('network'), network: z.string() }),
  ]),
  reason: z.string().nullable(),
  by: z.string(),
  createdAt: time,
  expiresAt: time.nullable(),
})

/** Somebody called the operators to a message: as it was then, also when it is deleted later. */
export const report = z.object({
  id,
  channel: id,
  channelName: z.string().describe('Empty for a private conversation.'),
  message: id,
  author: userRef,
  text: z.string(),
  sentAt: time,
  by: userRef,
  reason: z.string().nullable(),
  createdAt: time,
  settledAt: time.nullable(),
  settledBy: z.string().nullable(),
})

export const auditEntry = z.object({
  at: time,
  by: z.string(),
  action: z.string(),
  subject: z.string().nullable(),
  reason: z.string().nullable(),
  details: z.string().nullable(),
})

/** A refusal. `message` is a sentence for people; `details` has the numbers and names in it. */
export const error = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
})

/** What a client has to know of the server before anybody has signed in. */
export const server = z.object({
  name: z.string(),
  version: z.string(),
  registration: z.enum(['open', 'invite', 'closed']),
  emailRequired: z.boolean(),
  guests: z.boolean(),
  bots: z.enum(['users', 'operators']).describe('Who may make bots.'),
  motd: z.string(),
  isEmpty: z.boolean().describe('Whether nobody has registered yet.'),
  limits: z.object({
    messageLength: z.int(),
    topicLength: z.int(),
    passwordMin: z.int(),
    passwordMax: z.int(),
    historyPage: z.int(),
  }),
})
