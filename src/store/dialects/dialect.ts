/** What may differ between databases, as named capabilities. Queries never ask which database they run on. */
import type { ColumnDataType, ColumnDefinitionBuilder, Expression, Kysely, RawBuilder } from 'kysely'
import type {
  ChannelReference,
  MessageEdit,
  NewMessage,
  NewPin,
  NewPreviews,
  NewReaction,
  SearchQuery,
} from '../../core/store-port.ts'
import type { ChannelId, MessageId, UserId } from '../../core/types.ts'
import type { Reader } from '../prepared.ts'
import type { RunProcedure } from '../procedures.ts'
import type { ChannelFields, MessageFields, SignFields } from '../rows.ts'
import type { MembershipRow, SanctionRow, Tables } from '../tables.ts'
import type { Transaction } from '../transaction.ts'

export interface AccessRow extends ChannelFields {
  readonly membership: MembershipRow | null
  /** Whether the channel has mutes of its own. */
  readonly has_mutes: 0 | 1
  readonly mute: Pick<
    SanctionRow,
    'id' | 'user_id' | 'user_name' | 'reason' | 'created_by' | 'created_at' | 'expires_at'
  > | null
}

export interface FoundRow {
  readonly channel: ChannelFields
  readonly message: MessageFields
}

export interface EditedRow {
  readonly message: MessageFields
  /** Those that stand, oldest first, as they were at the edit. */
  readonly signs: readonly SignFields[]
}

/** The hot paths: each is one trip to the database, and changes asked together share a durable commit. */
export interface HotPaths {
  /** The position given; `null` when the channel is absent or the author used the tag before. One of kind `topic` becomes the channel's topic. */
  appendMessage(message: NewMessage): Promise<number | null>
  /** The same of several of one author, channel and kind, in one step: positions in this order, `null` for each that `appendMessage` would answer so. */
  appendTogether(messages: readonly NewMessage[]): Promise<readonly (number | null)[]>
  /** `null` when absent or deleted. Takes the channel's next position and keeps the search index true. */
  editMessage(id: MessageId, change: MessageEdit): Promise<EditedRow | null>
  removeMessage(id: MessageId, at: number): Promise<MessageFields | null>
  /** The position given; `null` when the sign is there, its author has put `limit` others, or the message is absent or deleted. */
  addReaction(reaction: NewReaction, limit: number): Promise<number | null>
  /** `null` when it is not there. */
  removeReaction(reaction: NewReaction): Promise<number | null>
  /** The position given; `null` when it is pinned, `limit` messages of its channel are, or it is not there to be pinned. */
  pin(pin: NewPin, limit: number): Promise<number | null>
  /** `null` when it is not pinned. */
  unpin(pin: NewPin): Promise<number | null>
  /** The position given; `null` when the message has changed meanwhile, or is absent or deleted. */
  setPreviews(given: NewPreviews): Promise<number | null>
  channelAccess(reference: ChannelReference, user: UserId | null, now: number): Promise<AccessRow | null>
  /** The newest of somebody in a channel that can be seen. */
  latestBy(channel: ChannelId, author: UserId): Promise<MessageFields | null>
  searchMessages(query: SearchQuery): Promise<readonly FoundRow[]>
}

type ColumnType = ColumnDataType | RawBuilder<unknown>

/** What a migration needs to say differently. */
export interface SchemaWords {
  readonly text: ColumnType
  /** A text of 255 characters at most that is, or is part of, a key or an index. */
  readonly key: ColumnType
  readonly integer: ColumnType
  readonly bytes: ColumnType
  /** Makes an integer column number the rows in the order they come, as their key. */
  readonly sequence: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
  /** Whether a migration that is cut off leaves nothing behind. Where it does, the database is refused from then on (`migrate.ts`). */
  readonly isAtomic: boolean
  /** Makes the index of those messages that have files, by channel, time and position. */
  createFilesIndex(db: Kysely<Tables>): Promise<void>
  /** Leaves messages without a tag out of the index of tags, where an index can have some of the rows. */
  narrowTagsIndex(db: Kysely<Tables>): Promise<void>
  /** Leaves messages that were not changed out of the index of changes, where an index can have some of the rows. */
  narrowChangesIndex(db: Kysely<Tables>): Promise<void>
  /** Makes the index behind `searchMessages`. */
  createSearchIndex(db: Kysely<Tables>): Promise<void>
  /** Makes the index behind `searchMessages` anew, of what is there, where it was made otherwise before. */
  renewSearchIndex(db: Kysely<Tables>): Promise<void>
  /** Makes the database itself refuse to change or remove rows. */
  makeAppendOnly(db: Kysely<Tables>, table: keyof Tables): Promise<void>
}

export interface Dialect extends HotPaths, Reader {
  /** Reads outside a transaction see every change whose promise has resolved. */
  readonly db: Kysely<Tables>
  readonly schema: SchemaWords
  readonly procedure: RunProcedure
  /** The larger of two numbers. */
  larger(left: Expression<number>, right: Expression<number>): Expression<number>
  /** For migrations: without a deadline on the transaction. */
  readonly patient: Kysely<Tables>
  /** A consistent copy of everything in a new file, while the database is in use; `null`: that is for the database's own programs. */
  readonly copyTo: ((file: string) => Promise<void>) | null
  /** Makes messages findable that were copied by their rows. */
  indexCopied(transaction: Transaction, seqs: { readonly from: number; readonly upTo: number }): Promise<void>
  /** What the database numbers by itself goes on behind what was copied. */
  settleCopy(transaction: Transaction): Promise<void>
  /** Runs `work` while nobody else does so on this database, on whatever node. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when the database has answered something tiny, on every path that messages take. */
  ping(): Promise<void>
  /** Requests asked and not yet answered. */
  waiting(): number
  /** Answers what was asked before, then ends. */
  close(): Promise<void>
}

/** A statement the database refused. Disks that fail are told as `ChatError` instead. */
export class DatabaseError extends Error {
  /** `conflict`: ended by the database for other transactions' sake; nothing of it was stored, and it may be tried anew. */
  readonly kind: 'unique' | 'missing-reference' | 'conflict' | 'other'

  constructor(kind: DatabaseError['kind'], message: string) {
    super(message)
    this.name = 'DatabaseError'
    this.kind = kind
  }
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof DatabaseError && error.kind === 'unique'
}

export function isMissingReference(error: unknown): boolean {
  return error instanceof DatabaseError && error.kind === 'missing-reference'
}

export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && error.kind === 'conflict'
}
