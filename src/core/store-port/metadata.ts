/** What the core asks of a database about metadata. */
import type { ChannelId, UserId } from '../types.ts'

export interface MetadataEntry {
  readonly key: string
  readonly value: string
}

/** Values that people attach to users and channels, by key. */
export interface MetadataStore {
  get(subject: UserId | ChannelId, keys: readonly string[]): Promise<readonly MetadataEntry[]>
  list(subject: UserId | ChannelId): Promise<readonly MetadataEntry[]>
  /** `null` takes the entry away. `false`: the subject has `limit` entries already, and nothing was stored. */
  set(
    subject: UserId | ChannelId,
    entry: { key: string; value: string | null; limit: number },
  ): Promise<boolean>
  /** Answers what was there. */
  clear(subject: UserId | ChannelId): Promise<readonly MetadataEntry[]>
}
