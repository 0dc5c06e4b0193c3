/** What a node knows of somebody who is here. */
import type { ChannelId, UserId } from '../core/types.ts'
import type { Client } from './client.ts'

export interface PresentUser {
  readonly id: UserId
  readonly clients: readonly Client[]
  /** Those that at least one of the clients hears. */
  readonly channels: ReadonlySet<ChannelId>
}
