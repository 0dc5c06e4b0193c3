/** What the core asks of a database, in domain values. Every rule that must hold across an `await` is kept in there. */
import type { ChannelStore } from './store-port/channels.ts'
import type { MembershipStore } from './store-port/memberships.ts'
import type { MessageStore } from './store-port/messages.ts'
import type { MetadataStore } from './store-port/metadata.ts'
import type { AuditStore, SanctionStore } from './store-port/moderation.ts'
import type { UserStore } from './store-port/users.ts'

export type * from './store-port/users.ts'
export type * from './store-port/channels.ts'
export type * from './store-port/memberships.ts'
export type * from './store-port/messages.ts'
export type * from './store-port/moderation.ts'
export type * from './store-port/metadata.ts'

export interface Store {
  readonly users: UserStore
  readonly channels: ChannelStore
  readonly memberships: MembershipStore
  readonly messages: MessageStore
  readonly sanctions: SanctionStore
  readonly audit: AuditStore
  readonly metadata: MetadataStore
  /** A random word kept under this name for all nodes, made at the first call. */
  secret(name: string): Promise<string>
}
