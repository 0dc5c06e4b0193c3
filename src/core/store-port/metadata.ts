/** What the core asks of a database about metadata. */
import type { ChannelId, UserId, UserRef } from '../types.ts'

export interface MetadataEntry {
  readonly key: string
  readonly value: string
}

export interface MemberMetadata {
  readonly user: UserRef
  readonly entries: readonly MetadataEntry[]
}

/** Values that people attach to users and channels, by key. */
export interface MetadataStore {
  get(subject: UserId | ChannelId, keys: readonly string[]): Promise<readonly MetadataEntry[]>
  /** Of everybody in a channel who has any of these keys, by name. */
  ofMembers(channel: ChannelId, keys: readonly string[]): Promise<readonly MemberMetadata[]>
  list(subject: UserId | ChannelId): Promise<readonly MetadataEntry[]>
  /** `null` takes the entry away. `false`: the subject has `limit` entries already, and nothing was stored. */
  set(
    subject: UserId | ChannelId,
    entry: { key: string; value: string | null; limit: number },
  ): Promise<boolean>
  /** Answers what was there. */
  clear(subject: UserId | ChannelId): Promise<readonly MetadataEntry[]>
}
