/** The main thread's end of one database thread: owns the requests under way. A turn's requests cross in one message, in a rush those of several. */
import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ChatError } from '../../../core/errors.ts'
import type { Log } from '../../../core/ports.ts'
import { InTurns } from '../../../lib/in-turns.ts'
import { errorFrom } from './errors.ts'
import type { Answer, FromThread, Request, Rows, ThreadSettings, Work, WorkerFault } from './protocol.ts'

interface Waiting {
  readonly resolve: (rows: Rows) => void
  readonly reject: (error: Error) => void
  readonly askedAt: number
  readonly patient: boolean
}

export interface ThreadOptions extends ThreadSettings {
  readonly log: Log
  readonly waitingCeiling: number
  readonly deadlineMs: number
}

const sweepMs = 1000

/** Messages on their way: one that is worked on and one behind it. What is asked meanwhile crosses together, as waking a thread costs more than a small query. */
const mostPosted = 2

export class SqliteThread {
  readonly #options: ThreadOptions
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  readonly #sweep: NodeJS.Timeout
  /** Hundreds may come in one message, and much be done with each. */
  readonly #answers = new InTurns((answer: Answer) => this.#settle(answer))
  #outgoing: Request[] = []
  #scheduled = false
  /** The last request of each message that has not been answered. */
  readonly #posted: number[] = []
  #lastId = 0
  #dead: Error | null = null
  #closing = false

  private constructor(options: ThreadOptions) {
    const { file, role } = options
    this.#options = options
    const entry = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)
    this.#worker = new Worker(entry, {
      workerData: { file, role } satisfies ThreadSettings,
      name: `sqlite ${role}`,
    })
    this.#sweep = setInterval(() => this.#rejectOverdue(), sweepMs)
    this.#sweep.unref()
  }

  /** Rejects with what SQLite said when the file cannot be opened. */
  static async open(options: ThreadOptions): Promise<SqliteThread> {
    const thread = new SqliteThread(options)
    await thread.#ready()
    return thread
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** `patient` work, like a copy of everything, has no deadline. */
  ask(work: Work, patient = false): Promise<Rows> {
    if (this.#dead !== null) return Promise.reject(this.#dead)
    if (this.#closing) return Promise.reject(new ChatError('storage-unavailable', {}))
    if (this.#waiting.size >= this.#options.waitingCeiling) return Promise.reject(new ChatError('busy', {}))
    return this.#send(work, patient)
  }

  /** What was asked before is done first; what is asked from now on is refused. */
  async close(): Promise<void> {
    if (this.#dead !== null) return
    this.#closing = true
    const gone = once(this.#worker, 'exit')
    await this.#send({ kind: 'close' }, true)
    this.#end(new ChatError('storage-unavailable', {}))
    await gone
  }

  /** For tests: the thread dies as if by itself. */
  async kill(): Promise<void> {
    await this.#worker.terminate()
  }

  #send(work: Work, patient: boolean): Promise<Rows> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1
      this.#waiting.set(this.#lastId, { resolve, reject, patient, askedAt: performance.now() })
      this.#outgoing.push({ ...work, id: this.#lastId })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled || this.#posted.length >= mostPosted) return
    this.#scheduled = true
    setImmediate(() => this.#post())
  }

  #post(): void {
    this.#scheduled = false
    if (this.#outgoing.length > 0 && this.#dead === null) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      this.#worker.postMessage(this.#outgoing)
      this.#posted.push(this.#lastId)
    }
    this.#outgoing = []
  }

  #ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromThread) => {
        if ('answers' in message) return this.#take(message.answers)
        if ('ready' in message) return resolve()
        this.#end(new Error('the database was never opened'))
        reject(new SqliteOpenFault(message.failed))
      })
      this.#worker.on('error', (error) => {
        this.#die(error)
        reject(error)
      })
      this.#worker.on('exit', (code) => this.#die(new Error(`a database thread ended with code ${code}`)))
    })
  }

  #take(answers: readonly Answer[]): void {
    this.#answers.add(answers)
    const last = answers.at(-1)?.id ?? 0
    while (this.#posted[0] !== undefined && this.#posted[0] <= last) this.#posted.shift()
    if (this.#outgoing.length > 0) this.#schedule()
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('done' in answer) waiting?.resolve(answer.done)
    else waiting?.reject(errorFrom(answer.fault))
  }

  #die(error: unknown): void {
    if (this.#dead !== null) return
    // The thread's end may be told in the same breath as its answer to `close`.
    if (this.#closing) return this.#end(new Error('the database is closed'))
    this.#options.log.error({ err: error, role: this.#options.role }, 'a database thread died')
    this.#end(new ChatError('storage-unavailable', {}))
  }

  #end(reason: Error): void {
    this.#dead = reason
    clearInterval(this.#sweep)
    this.#answers.finish()
    for (const waiting of this.#waiting.values()) waiting.reject(reason)
    this.#waiting.clear()
  }

  /** Its work may still be done later; a retry with the same client tag is safe. */
  #rejectOverdue(): void {
    const before = performance.now() - this.#options.deadlineMs
    for (const [id, waiting] of this.#waiting) {
      if (waiting.patient || waiting.askedAt > before) continue
      this.#waiting.delete(id)
      waiting.reject(new ChatError('storage-unavailable', {}))
    }
  }
}

/** Why a file could not be opened. */
export class SqliteOpenFault extends Error {
  readonly code: string

  constructor(fault: WorkerFault) {
    super(fault.message)
    this.name = 'SqliteOpenFault'
    this.code = fault.code
  }
}
