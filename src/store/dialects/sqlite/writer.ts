/** Owns the order of changes: single steps flow together, an interactive transaction has the writer to itself. */
import { setImmediate } from 'node:timers/promises'
import { ChatError } from '../../../core/errors.ts'
import type { Rows, Work } from './protocol.ts'
import type { SqliteThread } from './thread.ts'

interface Parked {
  readonly work: Work
  readonly resolve: (rows: Rows | Promise<Rows>) => void
}

interface Turn {
  readonly start: (hold: Hold) => void
  readonly giveUp: NodeJS.Timeout
}

export interface WriterLimits {
  /** How long a transaction may wait for its turn, and then how long it may take. */
  readonly transactionDeadlineMs: number
  readonly waitingCeiling: number
}

export class SqliteWriter {
  readonly #thread: SqliteThread
  readonly #limits: WriterLimits
  #holder: Hold | null = null
  #parked: Parked[] = []
  #turns: Turn[] = []

  constructor(thread: SqliteThread, limits: WriterLimits) {
    this.#thread = thread
    this.#limits = limits
  }

  get waiting(): number {
    return this.#thread.waiting + this.#parked.length
  }

  /** A change of its own: committed with whatever else waits at that moment. */
  change(work: Work): Promise<Rows> {
    if (this.#holder === null) return this.#thread.ask(work)
    if (this.#parked.length >= this.#limits.waitingCeiling) return Promise.reject(new ChatError('busy', {}))
    return new Promise((resolve) => this.#parked.push({ work, resolve }))
  }

  /** Waits for the writer; `patient` holders are never cut short. */
  async hold(patient: boolean): Promise<Hold> {
    const hold = this.#holder === null ? this.#take() : await this.#queue()
    await hold.begin(patient ? null : this.#limits.transactionDeadlineMs)
    return hold
  }

  /** Resolves when everything asked so far is done, also what had not yet reached the writer in this turn. */
  async drain(): Promise<void> {
    try {
      do {
        await setImmediate()
        const hold = await this.hold(true)
        await hold.rollback()
      } while (this.#holder !== null || this.#turns.length > 0)
    } catch {
      // A dead thread, or a transaction that never ends: closing goes on.
    }
  }

  #queue(): Promise<Hold> {
    if (this.#turns.length >= this.#limits.waitingCeiling) throw new ChatError('busy', {})
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        this.#turns = this.#turns.filter((other) => other !== turn)
        reject(new ChatError('busy', {}))
      }, this.#limits.transactionDeadlineMs)
      const turn: Turn = { start: resolve, giveUp }
      this.#turns.push(turn)
    })
  }

  #take(): Hold {
    this.#holder = new Hold(this.#thread, () => this.#release())
    return this.#holder
  }

  /** What was parked goes first and together, then the next transaction: neither can starve the other. */
  #release(): void {
    const parked = this.#parked
    this.#parked = []
    this.#holder = null
    for (const { work, resolve } of parked) resolve(this.#thread.ask(work))
    const next = this.#turns.shift()
    if (next === undefined) return
    clearTimeout(next.giveUp)
    next.start(this.#take())
  }
}

/** The writer, held by one transaction from begin to its end. */
export class Hold {
  readonly #thread: SqliteThread
  readonly #release: () => void
  #deadline: NodeJS.Timeout | undefined
  #ended = false
  /** Its statements, like the transaction, take as long as they need: an index over millions of rows. */
  #patient = false

  constructor(thread: SqliteThread, release: () => void) {
    this.#thread = thread
    this.#release = release
  }

  async begin(deadlineMs: number | null): Promise<void> {
    this.#patient = deadlineMs === null
    if (deadlineMs !== null) this.#deadline = setTimeout(() => void this.#expire(), deadlineMs)
    try {
      await this.#thread.ask({ kind: 'transaction', verb: 'begin' })
    } catch (error) {
      this.#finish()
      throw error
    }
  }

  ask(work: Work): Promise<Rows> {
    if (this.#ended) return Promise.reject(new ChatError('storage-unavailable', {}))
    return this.#thread.ask(work, this.#patient)
  }

  /** A commit that fails is rolled back, so that the writer is free again whatever happened. */
  async commit(): Promise<void> {
    if (this.#ended) throw new ChatError('storage-unavailable', {})
    clearTimeout(this.#deadline)
    try {
      await this.#thread.ask({ kind: 'transaction', verb: 'commit' }, this.#patient)
    } catch (error) {
      await this.rollback()
      throw error
    }
    this.#finish()
  }

  async rollback(): Promise<void> {
    if (this.#ended) return
    this.#ended = true
    // SQLite may have rolled back by itself, or the thread may be gone: either way there is nothing left to undo.
    await this.#thread.ask({ kind: 'transaction', verb: 'rollback' }).catch(() => undefined)
    this.#finish()
  }

  async #expire(): Promise<void> {
    await this.rollback()
  }

  #finish(): void {
    this.#ended = true
    clearTimeout(this.#deadline)
    this.#release()
  }
}
