/**
 * The one way messages get in and change. What waits is bounded here; the writer commits all of it at once, in the
 * order asked, so answers come in the order of positions.
 */
import { ChatError } from '../core/errors.ts'
import type { Appended, NewMessage } from '../core/store-port.ts'
import type { Message, MessageKind } from '../core/types.ts'
import { DurationCounts, type CountedDurations } from '../lib/duration-counts.ts'
import type { Dialect } from './dialects/dialect.ts'
import { messagesFrom, none } from './messages/whole.ts'
import { messageColumns, noPreviews, noUploads, sharedUpload, tagsText } from './rows.ts'

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
  /** The stored ones, by kind. */
  readonly kinds: Readonly<Record<MessageKind, number>>
  /** How long appends and changes took: those asked in one turn, which share a commit, are counted once, from the first of them. */
  readonly took: CountedDurations
}

/** What is asked in one turn of the event loop reaches the database in one message. */
interface Turn {
  readonly askedAt: number
  isCounted: boolean
}

export class AppendQueue {
  readonly #dialect: Dialect
  readonly #limits: QueueLimits
  #waiting = 0
  #waitingBytes = 0
  readonly #stored: Record<MessageKind, number> = { text: 0, action: 0, notice: 0, topic: 0, tags: 0 }
  readonly #took = new DurationCounts()
  #turn: Turn | null = null
  #repeated = 0

  constructor(dialect: Dialect, limits: QueueLimits) {
    this.#dialect = dialect
    this.#limits = limits
  }

  counters(): QueueCounters {
    return {
      waiting: this.#waiting,
      waitingBytes: this.#waitingBytes,
      stored: Object.values(this.#stored).reduce((sum, count) => sum + count),
      repeated: this.#repeated,
      kinds: { ...this.#stored },
      took: this.#took.read(),
    }
  }

  async append(message: NewMessage): Promise<Appended> {
    const weight = message.text + (tagsText(message.tags) ?? '')
    const position = await this.change(weight, () => this.#dialect.appendMessage(message))
    const [appended] = await this.#answered([message], [position])
    return appended ?? notThere(message)
  }

  async appendTogether(messages: readonly NewMessage[]): Promise<readonly Appended[]> {
    if (messages.length === 0) return []
    const weight = messages.map(({ text }) => text).join('')
    const append = () => this.#dialect.appendTogether(messages)
    const positions = await this.change(weight, append, messages.length)
    return this.#answered(messages, positions)
  }

  /** Whatever else takes a position waits in the same line: edits, removals, reactions. */
  async change<T>(text: string, run: () => Promise<T>, count = 1): Promise<T> {
    const bytes = Buffer.byteLength(text)
    const full = this.#waiting >= this.#limits.messages || this.#waitingBytes + bytes > this.#limits.bytes
    if (full) throw new ChatError('busy', {})
    this.#waiting += count
    this.#waitingBytes += bytes
    const turn = (this.#turn ??= this.#newTurn())
    try {
      return await run()
    } finally {
      this.#waiting -= count
      this.#waitingBytes -= bytes
      if (!turn.isCounted) this.#count(turn)
    }
  }

  #newTurn(): Turn {
    setImmediate(() => {
      this.#turn = null
    })
    return { askedAt: performance.now(), isCounted: false }
  }

  #count(turn: Turn): void {
    turn.isCounted = true
    this.#took.add((performance.now() - turn.askedAt) / 1000)
  }

  /** What has no position was not stored: either its tag was used before, or the channel or what was brought is not there. */
  async #answered(
    messages: readonly NewMessage[],
    positions: readonly (number | null | undefined)[],
  ): Promise<readonly Appended[]> {
    const repeated = messages.filter((_, index) => positions[index] == null)
    for (const [index, { kind }] of messages.entries()) if (positions[index] != null) this.#stored[kind] += 1
    const firsts = await this.#firstOf(repeated)
    return messages.map((message, index) => {
      const position = positions[index]
      if (position != null) return { message: stored(message, position), fresh: true }
      const first = firsts.get(tagOf(message)) ?? notThere(message)
      this.#repeated += 1
      return { message: first, fresh: false }
    })
  }

  /** By their tags, of one author. */
  async #firstOf(messages: readonly NewMessage[]): Promise<ReadonlyMap<string | null, Message>> {
    const tags = messages.flatMap((message) => tagOf(message) ?? [])
    const [author] = messages.map((message) => message.author.id)
    if (author === undefined || tags.length === 0) return new Map()
    const query = this.#dialect.db.selectFrom('messages').select([...messageColumns, 'client_tag'])
    const rows = await query.where('author_id', '=', author).where('client_tag', 'in', tags).execute()
    const found = await messagesFrom(this.#dialect.db, rows)
    return new Map(found.map((message, index) => [rows[index]?.client_tag ?? null, message]))
  }
}

/** As a database has it: it keeps no half of a pair of UTF-16 units. */
function tagOf({ clientTag }: NewMessage): string | null {
  return clientTag?.toWellFormed() ?? null
}

function notThere({ uploads, channel }: NewMessage): never {
  throw uploads.length > 0
    ? new ChatError('no-such-upload', {})
    : new ChatError('no-such-channel', { channel })
}

function stored(message: NewMessage, position: number): Message {
  const { id, channel, author, kind, text, replyTo, tags, sentAt, uploads } = message
  return {
    id,
    channel,
    position,
    changedPosition: position,
    author,
    kind,
    text,
    replyTo,
    tags,
    sentAt,
    uploads: uploads.length === 0 ? noUploads : uploads.map(sharedUpload),
    previews: noPreviews,
    editedAt: null,
    deletedAt: null,
    reactions: none,
  }
}
