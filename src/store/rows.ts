/** Rows become domain values here, and nowhere else; also the columns that each needs. */
import type {
  Channel,
  ClientTags,
  Membership,
  Message,
  Sanction,
  SanctionSubject,
  SharedUpload,
  Upload,
  User,
} from '../core/types.ts'
import type { ChannelRow, MembershipRow, MessageRow, ReactionRow, SanctionRow, UserRow } from './tables.ts'

export const userColumns = [
  'id',
  'name',
  'account',
  'userhost',
  'display_name',
  'real_name',
  'kind',
  'owner_id',
  'role',
  'away_text',
  'invisible',
  'bot',
  'accounts_only',
  'one_client',
  'last_address',
  'password_changes',
  'created_at',
  'last_seen_at',
] as const satisfies readonly (keyof UserRow)[]

export const channelColumns = [
  'id',
  'kind',
  'name',
  'topic',
  'topic_by',
  'topic_at',
  'moderated',
  'invite_only',
  'members_only',
  'topic_locked',
  'secret',
  'join_key',
  'user_limit',
  'accounts_only',
  'accounts_speak',
  'no_ctcp',
  'no_previews',
  'created_at',
  'archived_at',
  'last_position',
  'first_id',
  'first_name',
  'second_id',
  'second_name',
] as const satisfies readonly (keyof ChannelRow)[]

export const membershipColumns = [
  'channel_id',
  'user_id',
  'role',
  'joined_at',
  'read_position',
  'read_at',
  'voiced',
  'level',
] as const satisfies readonly (keyof MembershipRow)[]

export const messageColumns = [
  'id',
  'channel_id',
  'position',
  'changed_position',
  'author_id',
  'author_name',
  'author_account',
  'author_userhost',
  'kind',
  'text',
  'reply_to',
  'tags',
  'uploads',
  'previews',
  'sent_at',
  'edited_at',
  'deleted_at',
] as const satisfies readonly (keyof MessageRow)[]

export const sanctionColumns = [
  'id',
  'kind',
  'user_id',
  'user_name',
  'network',
  'reason',
  'created_by',
  'created_at',
  'expires_at',
] as const satisfies readonly (keyof SanctionRow)[]

export type UserFields = Pick<UserRow, (typeof userColumns)[number]>
export type ChannelFields = Pick<ChannelRow, (typeof channelColumns)[number]>
export type MessageFields = Pick<MessageRow, (typeof messageColumns)[number]>
/** A sign, of one message. */
export type SignFields = Pick<ReactionRow, 'user_id' | 'user_name' | 'reaction' | 'changed_position'>
export type SanctionFields = Pick<SanctionRow, (typeof sanctionColumns)[number]>

export function userFrom(row: UserFields): User {
  return {
    id: row.id,
    name: row.name,
    account: row.account,
    userhost: row.userhost,
    displayName: row.display_name ?? row.real_name,
    realName: row.real_name,
    kind: row.kind,
    owner: row.owner_id,
    role: row.role,
    awayText: row.away_text,
    settings: {
      invisible: row.invisible === 1,
      bot: row.bot === 1,
      accountsOnly: row.accounts_only === 1,
      oneClient: row.one_client === 1,
    },
    lastAddress: row.last_address,
    passwordChanges: row.password_changes,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }
}

export function channelFrom(row: ChannelFields): Channel {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    topic: row.topic,
    topicBy: row.topic_by,
    topicAt: row.topic_at,
    settings: {
      moderated: row.moderated === 1,
      inviteOnly: row.invite_only === 1,
      membersOnly: row.members_only === 1,
      topicLocked: row.topic_locked === 1,
      secret: row.secret === 1,
      key: row.join_key,
      userLimit: row.user_limit,
      accountsOnly: row.accounts_only === 1,
      accountsSpeak: row.accounts_speak === 1,
      noCtcp: row.no_ctcp === 1,
      noPreviews: row.no_previews === 1,
    },
    createdAt: row.created_at,
    archivedAt: row.archived_at,
    lastPosition: row.last_position,
    between: betweenFrom(row),
  }
}

function betweenFrom(row: ChannelFields): Channel['between'] {
  if (row.first_id === null || row.second_id === null) return null
  return [
    { id: row.first_id, name: row.first_name ?? '' },
    { id: row.second_id, name: row.second_name ?? '' },
  ]
}

export function membershipFrom(row: MembershipRow): Membership {
  return {
    channel: row.channel_id,
    user: row.user_id,
    role: row.role,
    joinedAt: row.joined_at,
    readPosition: row.read_position,
    readAt: row.read_at,
    voiced: row.voiced === 1,
    level: row.level,
  }
}

/** `reactions`: read apart, for a page at once (`messages/reactions.ts`). */
export function messageWith(row: MessageFields, reactions: Message['reactions']): Message {
  return {
    id: row.id,
    channel: row.channel_id,
    position: row.position,
    changedPosition: row.changed_position,
    author: {
      id: row.author_id,
      name: row.author_name,
      account: row.author_account,
      userhost: row.author_userhost,
    },
    kind: row.kind,
    text: row.text,
    replyTo: row.reply_to,
    tags: tagsFrom(row.tags),
    sentAt: row.sent_at,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
    reactions,
    uploads: uploadsFrom(row.uploads),
    previews: previewsFrom(row.previews),
  }
}

/** Written by `tagsText`, so it can be trusted to be what it was. */
function tagsFrom(text: string | null): ClientTags | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the database is one of the two doors where values get their types
  return text === null ? null : (JSON.parse(text) as ClientTags)
}

export function tagsText(tags: ClientTags | null): string | null {
  return tags === null ? null : JSON.stringify(tags)
}

/** One for all of the many messages without. */
export const noUploads: Message['uploads'] = Object.freeze([])

export function sharedUpload({ key, name, size, content }: Upload): SharedUpload {
  if (content === null) throw new Error('an upload that is not complete cannot be shown')
  const { type, width, height, preview, thumbnails, duration, waveform } = content
  return { key, name, size, type, width, height, preview, thumbnails, duration, waveform }
}

export function uploadsText(uploads: readonly Upload[]): string {
  return JSON.stringify(uploads.map(sharedUpload))
}

function uploadsFrom(text: string | null): Message['uploads'] {
  if (text === null) return noUploads
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  const uploads = JSON.parse(text) as readonly StoredUpload[]
  return uploads.map((upload) => ({ duration: null, waveform: null, ...upload }))
}

/** Of messages that were stored before durations were known. */
type StoredUpload = Omit<SharedUpload, 'duration' | 'waveform'> & Partial<SharedUpload>

/** As `noUploads`. */
export const noPreviews: Message['previews'] = Object.freeze([])

export function previewsFrom(text: string | null): Message['previews'] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
  return text === null ? noPreviews : (JSON.parse(text) as Message['previews'])
}

export function previewsText(previews: Message['previews']): string | null {
  return previews.length === 0 ? null : JSON.stringify(previews)
}

export function sanctionFrom(row: SanctionFields): Sanction {
  return {
    id: row.id,
    kind: row.kind,
    subject: subjectFrom(row),
    reason: row.reason,
    by: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

function subjectFrom(row: SanctionFields): SanctionSubject {
  if (row.user_id !== null) return { type: 'user', user: { id: row.user_id, name: row.user_name ?? '' } }
  return { type: 'network', network: row.network ?? '' }
}
