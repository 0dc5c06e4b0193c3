/** The database schema as types: one interface per table. Times are integer milliseconds, truths 0 or 1. */
import type { Generated, Selectable } from 'kysely'
import type {
  ChannelId,
  ChannelKind,
  ChannelRole,
  MaskList,
  MessageId,
  MessageKind,
  NotificationLevel,
  SanctionId,
  SanctionKind,
  ServerRole,
  TokenId,
  TokenKind,
  UserId,
  UserKind,
} from '../core/types.ts'
import type { PinsTable, ReactionsTable } from './tables/marks.ts'
import type { NodesTable, PresencesTable } from './tables/nodes.ts'
import type { MessagePreviewsTable, PreviewsTable, PreviewUsesTable } from './tables/previews.ts'
import type { PushSubscriptionsTable } from './tables/push.ts'
import type { UploadsTable } from './tables/uploads.ts'
import type { IncomingWebhooksTable, OutgoingWebhooksTable } from './tables/webhooks.ts'

export type { OutgoingWebhooksTable } from './tables/webhooks.ts'

/** A truth as the database keeps it. */
export type Flag = 0 | 1

export interface UsersTable {
  id: UserId
  name: string
  folded_name: string
  display_name: string | null
  /** What a client last said its person is called; a display name goes before it. */
  real_name: string | null
  kind: UserKind
  owner_id: UserId | null
  role: ServerRole
  account: string | null
  userhost: string
  email: string | null
  password_hash: string | null
  /** JSON: what SCRAM-SHA-256 checks a password against. */
  scram: string | null
  password_changes: number
  away_text: string | null
  invisible: Flag
  bot: Flag
  accounts_only: Flag
  one_client: Flag
  last_address: string | null
  created_at: number
  last_seen_at: number
  /** JSON: the quiet hours. */
  quiet_hours: string | null
  show_text: Flag
}

export interface ChannelsTable {
  id: ChannelId
  kind: ChannelKind
  name: string
  folded_name: string | null
  topic: string
  topic_by: string | null
  topic_at: number | null
  moderated: Flag
  invite_only: Flag
  members_only: Flag
  topic_locked: Flag
  secret: Flag
  join_key: string | null
  user_limit: number | null
  accounts_only: Flag
  accounts_speak: Flag
  no_ctcp: Flag
  no_previews: Flag
  created_at: number
  archived_at: number | null
  last_position: number
  direct_key: string | null
  first_id: UserId | null
  first_name: string | null
  second_id: UserId | null
  second_name: string | null
}

export interface MembershipsTable {
  channel_id: ChannelId
  user_id: UserId
  role: ChannelRole
  joined_at: number
  read_position: number
  read_at: number | null
  /** Whether a voice was given beside a higher role. */
  voiced: Generated<Flag>
  level: Generated<NotificationLevel>
}

export interface MessagesTable {
  seq: Generated<number>
  id: MessageId
  channel_id: ChannelId
  position: number
  changed_position: number
  author_id: UserId
  author_name: string
  author_account: string | null
  author_userhost: string
  kind: MessageKind
  text: string
  reply_to: MessageId | null
  client_tag: string | null
  /** JSON: the client tags. */
  tags: string | null
  /** JSON: what is shown of the files said with it. */
  uploads: string | null
  /** JSON: what is behind its links. */
  previews: string | null
  sent_at: number
  edited_at: number | null
  deleted_at: number | null
}

export interface SanctionsTable {
  id: SanctionId
  kind: SanctionKind
  user_id: UserId | null
  user_name: string | null
  network: string | null
  network_low: Uint8Array | null
  network_high: Uint8Array | null
  reason: string | null
  created_by: string
  created_at: number
  expires_at: number | null
  lifted_by: string | null
  lifted_at: number | null
}

export interface ChannelMasksTable {
  channel_id: ChannelId
  list: MaskList
  folded_mask: string
  mask: string
  created_by: string
  created_at: number
  expires_at: number | null
}

export interface ChannelInvitationsTable {
  channel_id: ChannelId
  user_id: UserId
  invited_by: UserId
  invited_at: number
}

export interface InvitesTable {
  digest: string
  expires_at: number
  used_at: number | null
  used_by: UserId | null
}

export interface AuditTable {
  seq: Generated<number>
  at: number
  actor: string
  action: string
  subject: string | null
  reason: string | null
  details: string | null
}

export interface NamesTable {
  folded_name: string
  user_id: UserId
}

export interface ReadMarksTable {
  user_id: UserId
  channel_id: ChannelId
  read_at: number
}

export interface AcceptancesTable {
  user_id: UserId
  accepted_id: UserId
}

export interface MetadataTable {
  subject_id: UserId | ChannelId
  name: string
  value: string
}

export interface CertificatesTable {
  fingerprint: string
  user_id: UserId
  added_at: number
}

export interface TokensTable {
  id: TokenId
  user_id: UserId
  digest: string
  kind: TokenKind
  name: string
  created_at: number
  last_used_at: number | null
  last_address: string | null
  expires_at: number | null
}

export interface ReportsTable {
  id: string
  channel_id: string
  channel_name: string
  message_id: string
  author_id: string
  author_name: string
  text: string
  sent_at: number
  user_id: string
  user_name: string
  reason: string | null
  created_at: number
  settled_at: number | null
  settled_by: string | null
}

export interface SecretsTable {
  name: string
  value: string
}

export interface SchemaMigrationsTable {
  name: string
  applied_at: number
}

export interface Tables {
  users: UsersTable
  channels: ChannelsTable
  memberships: MembershipsTable
  messages: MessagesTable
  sanctions: SanctionsTable
  channel_masks: ChannelMasksTable
  channel_invitations: ChannelInvitationsTable
  invites: InvitesTable
  audit: AuditTable
  reports: ReportsTable
  names: NamesTable
  reactions: ReactionsTable
  pins: PinsTable
  read_marks: ReadMarksTable
  acceptances: AcceptancesTable
  metadata: MetadataTable
  certificates: CertificatesTable
  tokens: TokensTable
  incoming_webhooks: IncomingWebhooksTable
  outgoing_webhooks: OutgoingWebhooksTable
  push_subscriptions: PushSubscriptionsTable
  uploads: UploadsTable
  previews: PreviewsTable
  message_previews: MessagePreviewsTable
  preview_uses: PreviewUsesTable
  nodes: NodesTable
  presences: PresencesTable
  secrets: SecretsTable
  schema_migrations: SchemaMigrationsTable
}

export type UserRow = Selectable<UsersTable>
export type ChannelRow = Selectable<ChannelsTable>
export type MembershipRow = Selectable<MembershipsTable>
export type ReactionRow = Selectable<ReactionsTable>
export type PinRow = Selectable<PinsTable>
export type UploadRow = Selectable<UploadsTable>
export type MessageRow = Selectable<MessagesTable>
export type TokenRow = Selectable<TokensTable>
export type SanctionRow = Selectable<SanctionsTable>
