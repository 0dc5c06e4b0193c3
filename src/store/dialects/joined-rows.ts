/** Rows of several tables in one: the columns of all but the first carry a prefix. Here each becomes a row of its own again. */
import { type ChannelFields, membershipColumns, type MessageFields } from '../rows.ts'
import type { SanctionRow } from '../tables.ts'
import type { AccessRow, FoundRow } from './dialect.ts'

export const muteColumns = [
  'id',
  'user_id',
  'user_name',
  'reason',
  'created_by',
  'created_at',
  'expires_at',
] as const satisfies readonly (keyof SanctionRow)[]
/** Of a membership in a channel that stands beside it. */
export const memberColumns = membershipColumns.filter((column) => column !== 'channel_id')

type Membership = NonNullable<AccessRow['membership']>
type Mute = NonNullable<AccessRow['mute']>
type Prefixed<Fields, Prefix extends string> = {
  [Name in keyof Fields & string as `${Prefix}_${Name}`]: Fields[Name]
}
type OrNull<Fields> = { [Name in keyof Fields]: Fields[Name] | null }

export type AccessFields = ChannelFields &
  OrNull<Prefixed<Omit<Membership, 'channel_id'>, 'member'>> &
  OrNull<Prefixed<Mute, 'mute'>> & { readonly has_mutes: 0 | 1 }
export type FoundFields = ChannelFields & Prefixed<MessageFields, 'm'>

export function accessRow(row: AccessFields): AccessRow {
  return { ...row, membership: membershipIn(row), mute: muteIn(row) }
}

function membershipIn(row: AccessFields): Membership | null {
  const { member_user_id: user_id, member_role: role, member_joined_at: joined_at } = row
  if (user_id === null || role === null || joined_at === null) return null
  return {
    channel_id: row.id,
    user_id,
    role,
    joined_at,
    read_position: row.member_read_position ?? 0,
    read_at: row.member_read_at,
    voiced: row.member_voiced ?? 0,
    level: row.member_level ?? 'mentions',
  }
}

function muteIn(row: AccessFields): Mute | null {
  const { mute_id: id, mute_created_by: created_by, mute_created_at: created_at } = row
  if (id === null || created_by === null || created_at === null) return null
  const {
    mute_user_id: user_id,
    mute_user_name: user_name,
    mute_reason: reason,
    mute_expires_at: expires_at,
  } = row
  return { id, user_id, user_name, reason, created_by, created_at, expires_at }
}

export function foundRow(row: FoundFields): FoundRow {
  const message: MessageFields = {
    id: row.m_id,
    channel_id: row.m_channel_id,
    position: row.m_position,
    changed_position: row.m_changed_position,
    author_id: row.m_author_id,
    author_name: row.m_author_name,
    author_account: row.m_author_account,
    author_userhost: row.m_author_userhost,
    kind: row.m_kind,
    text: row.m_text,
    reply_to: row.m_reply_to,
    tags: row.m_tags,
    uploads: row.m_uploads,
    previews: row.m_previews,
    sent_at: row.m_sent_at,
    edited_at: row.m_edited_at,
    deleted_at: row.m_deleted_at,
  }
  return { channel: row, message }
}
