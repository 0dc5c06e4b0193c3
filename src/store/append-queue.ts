/**
 * The one way messages get in and change. What waits is bounded here; the writer commits all of it at once, in the
 * order asked, so answers come in the order of positions.
 */
import { ChatError } from '../core/errors.ts'
import type { NewMessage } from '../core/store-port.ts'
import type { Message } from '../core/types.ts'
import type { Dialect } from './dialects/dialect.ts'
import { messageColumns, messageFrom, type MessageFields, tagsText } from './rows.ts'

export interface QueueLimits {
  readonly messages: number
  readonly bytes: number
}

export interface QueueCounters {
  readonly waiting: number
  readonly waitingBytes: number
  /** Since the start: stored, and answered with an earlier message of the same tag. */
  readonly stored: number
  readonly repeated: number
}

export class AppendQueue {
  readonly #dialect: Dialect
  readonly #limits: QueueLimits
  #waiting = 0
  #waitingBytes = 0
  #stored = 0
  #repeated = 0

  constructor(dialect: Dialect, limits: QueueLimits) {
    this.#dialect = dialect
    this.#limits = limits
  }

  counters(): QueueCounters {
    return {
      waiting: this.#waiting,
      waitingBytes: this.#waitingBytes,
      stored: this.#stored,
      repeated: this.#repeated,
    }
  }

  async append(message: NewMessage): Promise<{ message: Message; fresh: boolean }> {
    const weight = message.text + (tagsText(message.tags) ?? '')
    const position = await this.#within(weight, () => this.#dialect.appendMessage(message))
    if (position === null) return { message: await this.#first(message), fresh: false }
    this.#stored += 1
    return { message: stored(message, position), fresh: true }
  }

  /** Edits and removals wait in the same line, because they take positions too. */
  async change(text: string, run: () => Promise<MessageFields | null>): Promise<Message | null> {
    const row = await this.#within(text, run)
    return row === null ? null : messageFrom(row)
  }

  async #within<T>(text: string, run: () => Promise<T>): Promise<T> {
    const bytes = Buffer.byteLength(text)
    const full = this.#waiting >= this.#limits.messages || this.#waitingBytes + bytes > this.#limits.bytes
    if (full) throw new ChatError('busy', {})
    this.#waiting += 1
    this.#waitingBytes += bytes
    try {
      return await run()
    } finally {
      this.#waiting -= 1
      this.#waitingBytes -= bytes
    }
  }

  /** Nothing was stored: either the tag was used before, or the channel is not there. */
  async #first(message: NewMessage): Promise<Message> {
    const query = this.#dialect.db.selectFrom('messages').select(messageColumns)
    const row = await query
      .where('author_id', '=', message.author.id)
      .where('client_tag', '=', message.clientTag)
      .executeTakeFirst()
    if (row === undefined) throw new ChatError('no-such-channel', { channel: message.channel })
    this.#repeated += 1
    return messageFrom(row)
  }
}

function stored(message: NewMessage, position: number): Message {
  const { id, channel, author, kind, text, replyTo, tags, sentAt } = message
  const place = { position, changedPosition: position }
  return { id, channel, ...place, author, kind, text, replyTo, tags, sentAt, editedAt: null, deletedAt: null }
}
