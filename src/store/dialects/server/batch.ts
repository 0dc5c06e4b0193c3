/** Owns one transaction of several changes: the channels it has locked, and the positions it gives out in them. */
import { sql } from 'kysely'
import type { ChannelId, MessageId } from '../../../core/types.ts'
import type { Transaction } from '../../transaction.ts'
import type { SearchIndex, ServerCapabilities } from './capabilities.ts'

/** What a batch is about to change. */
export interface Subjects {
  readonly channels: readonly ChannelId[]
  readonly messages: readonly MessageId[]
}

export class Batch {
  readonly transaction: Transaction
  readonly index: SearchIndex
  readonly #channelOf: ReadonlyMap<MessageId, ChannelId>
  readonly #positions: Map<ChannelId, number>
  readonly #moved = new Set<ChannelId>()

  private constructor(
    { transaction, index }: { transaction: Transaction; index: SearchIndex },
    channelOf: ReadonlyMap<MessageId, ChannelId>,
    positions: Map<ChannelId, number>,
  ) {
    this.transaction = transaction
    this.index = index
    this.#channelOf = channelOf
    this.#positions = positions
  }

  /** Locks all channels it is about in one order, so that batches of several nodes wait for each other and never in a circle. */
  static async begin(
    transaction: Transaction,
    { channels, messages }: Subjects,
    { index, lockPositions }: ServerCapabilities,
  ): Promise<Batch> {
    const channelOf = await channelsOf(transaction, messages)
    const ids = [...new Set([...channels, ...channelOf.values()])]
    const rows = ids.length === 0 ? [] : await lockPositions(transaction, ids)
    const positions = new Map(rows.map((row) => [row.id, row.last_position]))
    return new Batch({ transaction, index }, channelOf, positions)
  }

  /** Whether there is such a channel. */
  knows(channel: ChannelId): boolean {
    return this.#positions.has(channel)
  }

  /** Of a message that is there. */
  channelOf(message: MessageId): ChannelId | undefined {
    return this.#channelOf.get(message)
  }

  /** Takes the next position of a channel that is there. */
  next(channel: ChannelId): number {
    const position = (this.#positions.get(channel) ?? 0) + 1
    this.#positions.set(channel, position)
    this.#moved.add(channel)
    return position
  }

  /** Writes down how far the channels have come. */
  async finish(): Promise<void> {
    const moved = [...this.#moved]
    if (moved.length === 0) return
    const cases = moved.map((id) => sql`WHEN ${id} THEN ${sql.lit(this.#positions.get(id) ?? 0)}`)
    await this.transaction
      .updateTable('channels')
      .set({ last_position: sql<number>`CASE id ${sql.join(cases, sql` `)} END` })
      .where('id', 'in', moved)
      .execute()
  }
}

/** For `lockPositions`, which locks what it finds: in one order, so that nobody waits in a circle. */
export function positionsOf(transaction: Transaction, channels: readonly ChannelId[]) {
  const query = transaction.selectFrom('channels').select(['id', 'last_position'])
  return query.where('id', 'in', channels).orderBy('id')
}

async function channelsOf(
  transaction: Transaction,
  messages: readonly MessageId[],
): Promise<ReadonlyMap<MessageId, ChannelId>> {
  if (messages.length === 0) return new Map()
  const query = transaction.selectFrom('messages').select(['id', 'channel_id'])
  const rows = await query.where('id', 'in', [...new Set(messages)]).execute()
  return new Map(rows.map((row) => [row.id, row.channel_id]))
}
