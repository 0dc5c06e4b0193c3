/** Owns a database thread that is opened when the first request for it comes: what may never be needed costs no start. */
import { ChatError } from '../../../core/errors.ts'
import type { Rows, Work } from './protocol.ts'
import { SqliteThread, type ThreadOptions } from './thread.ts'

export class LaterThread {
  readonly #options: ThreadOptions
  #opening: Promise<SqliteThread> | null = null
  /** Requests that wait for it to open, beside those that it has. */
  #early = 0
  #thread: SqliteThread | null = null
  #closed = false

  constructor(options: ThreadOptions) {
    this.#options = options
  }

  get waiting(): number {
    return this.#early + (this.#thread?.waiting ?? 0)
  }

  async ask(work: Work): Promise<Rows> {
    if (this.#closed) throw new ChatError('storage-unavailable', {})
    if (this.waiting >= this.#options.waitingCeiling) throw new ChatError('busy', {})
    const thread = this.#thread ?? (await this.#open())
    return thread.ask(work)
  }

  async close(): Promise<void> {
    this.#closed = true
    const thread = await this.#opening?.catch(() => null)
    await thread?.close()
  }

  async #open(): Promise<SqliteThread> {
    this.#opening ??= SqliteThread.open(this.#options)
    this.#early += 1
    try {
      this.#thread = await this.#opening
      return this.#thread
    } catch (error) {
      // The next request tries again.
      this.#opening = null
      this.#options.log.error({ err: error, role: this.#options.role }, 'a database thread did not open')
      throw new ChatError('storage-unavailable', {})
    } finally {
      this.#early -= 1
    }
  }
}
