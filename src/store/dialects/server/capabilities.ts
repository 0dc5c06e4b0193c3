/** What database servers do differently among themselves, as far as the hot paths need it. */
import type { Expression, Kysely, SqlBool } from 'kysely'
import type { ChannelId, MessageId } from '../../../core/types.ts'
import type { Tables } from '../../tables.ts'
import type { Transaction } from '../../transaction.ts'

export interface IndexedText {
  readonly id: MessageId
  readonly text: string
}

/** Knows which terms (`lib/search-grams.ts`) are in a message; takes part in the transactions that store texts. */
export interface SearchIndex {
  add(transaction: Transaction, messages: readonly IndexedText[]): Promise<void>
  /** `before` is the text it had; the message may not have been indexed with it. */
  replace(transaction: Transaction, before: IndexedText, message: IndexedText): Promise<void>
  /** With the text it had. */
  remove(transaction: Transaction, before: IndexedText): Promise<void>
  /** Whether a message (`m`) has files, in the words of the index that knows. */
  readonly hasFiles: Expression<SqlBool>
  /** Whether a message (`m`) has all of them. */
  holds(terms: readonly string[]): Expression<SqlBool>
}

export interface ServerCapabilities {
  readonly db: Kysely<Tables>
  readonly index: SearchIndex
  /** The last positions of channels, which nobody else moves until the transaction ends. Always asked in the order of their ids. */
  readonly lockPositions: (
    transaction: Transaction,
    channels: readonly ChannelId[],
  ) => Promise<readonly { readonly id: ChannelId; readonly last_position: number }[]>
}
