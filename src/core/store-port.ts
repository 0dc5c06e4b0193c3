/** What the core asks of a database, in domain values. Every rule that must hold across an `await` is kept in there. */
import type { BotStore } from './store-port/bots.ts'
import type { ChannelStore } from './store-port/channels.ts'
import type { MembershipStore } from './store-port/memberships.ts'
import type { MessageStore } from './store-port/messages.ts'
import type { MetadataStore } from './store-port/metadata.ts'
import type { AuditStore, ReportStore, SanctionStore } from './store-port/moderation.ts'
import type { NodeStore } from './store-port/nodes.ts'
import type { PreviewStore } from './store-port/previews.ts'
import type { PushStore } from './store-port/push.ts'
import type { TokenStore } from './store-port/tokens.ts'
import type { UploadStore } from './store-port/uploads.ts'
import type { UserStore } from './store-port/users.ts'
import type { WebhookStore } from './store-port/webhooks.ts'

export type * from './store-port/bots.ts'
export type * from './store-port/users.ts'
export type * from './store-port/webhooks.ts'
export type * from './store-port/channels.ts'
export type * from './store-port/memberships.ts'
export type * from './store-port/messages.ts'
export type * from './store-port/moderation.ts'
export type * from './store-port/metadata.ts'
export type * from './store-port/nodes.ts'
export type * from './store-port/previews.ts'
export type * from './store-port/push.ts'
export type * from './store-port/tokens.ts'
export type * from './store-port/uploads.ts'

export interface Store {
  readonly users: UserStore
  readonly bots: BotStore
  readonly webhooks: WebhookStore
  readonly tokens: TokenStore
  readonly push: PushStore
  readonly channels: ChannelStore
  readonly memberships: MembershipStore
  readonly messages: MessageStore
  readonly sanctions: SanctionStore
  readonly audit: AuditStore
  readonly reports: ReportStore
  readonly uploads: UploadStore
  readonly previews: PreviewStore
  readonly metadata: MetadataStore
  readonly nodes: NodeStore
  /** A random word kept under this name for all nodes, made at the first call. */
  secret(name: string): Promise<string>
}
