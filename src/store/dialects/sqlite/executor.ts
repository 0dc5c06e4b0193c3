/** Runs what a database thread is asked for. All waiting work outside a transaction shares one durable commit. */
import type { Database } from 'better-sqlite3'
import { faultOf, isStorageFault } from './errors.ts'
import type { Answer, Request, Rows, ThreadRole, WorkerFault } from './protocol.ts'
import type { ProceduresHere } from './procedures-here.ts'
import { Runner } from './runner.ts'

type Outcome = { readonly done: Rows } | { readonly fault: WorkerFault }

export class SqliteExecutor {
  readonly #database: Database
  readonly #begin: string
  readonly #runner: Runner
  #procedures: ProceduresHere | null = null

  constructor(database: Database, role: ThreadRole) {
    this.#database = database
    this.#runner = new Runner(database)
    this.#begin = role === 'writer' ? 'BEGIN IMMEDIATE' : 'BEGIN'
  }

  /** Answers in the order asked. Not to be called again before that. */
  async run(requests: readonly Request[]): Promise<Answer[]> {
    const answers: Answer[] = []
    let group: Request[] = []
    for (const request of requests) {
      if (!this.#database.inTransaction && isShared(request)) {
        group.push(request)
        continue
      }
      answers.push(...(await this.#runGroup(group)))
      group = []
      answers.push({
        id: request.id,
        ...(await attempt(async () => ({ done: await this.#runOne(request) }))),
      })
    }
    answers.push(...(await this.#runGroup(group)))
    return answers
  }

  /** First all at once; when one of them fails that had written, again with each fenced off, so that it harms no neighbour. */
  async #runGroup(group: readonly Request[]): Promise<readonly Answer[]> {
    if (group.length === 0) return []
    const together = await attempt(async () => {
      if (group.some(({ kind }) => kind === 'procedure')) await this.#ready()
      return this.#commitAll(group, (request) => this.#runOpen(request))
    })
    if (Array.isArray(together)) return together
    if (group.length === 1 || isStorageFault(together.fault.code)) return rejectAll(group, together.fault)
    const apart = await attempt(() => this.#commitAll(group, (request) => this.#runFenced(request)))
    return Array.isArray(apart) ? apart : rejectAll(group, apart.fault)
  }

  async #commitAll(
    group: readonly Request[],
    run: (request: Request) => Promise<Outcome>,
  ): Promise<Answer[]> {
    this.#runner.execute(this.#begin)
    try {
      const answers: Answer[] = []
      for (const request of group) answers.push({ id: request.id, ...(await run(request)) })
      this.#runner.execute('COMMIT')
      return answers
    } catch (error) {
      this.#runner.undone()
      if (this.#database.inTransaction) this.#runner.execute('ROLLBACK')
      throw error
    }
  }

  /** A statement that fails has changed nothing: a request that fails with its first one needs no fence. */
  async #runOpen(request: Request): Promise<Outcome> {
    this.#runner.hasWritten = false
    try {
      return { done: await this.#runOne(request) }
    } catch (error) {
      const fault = faultOf(error)
      if (this.#runner.hasWritten || isStorageFault(fault.code) || !this.#database.inTransaction) throw error
      return { fault }
    }
  }

  async #runFenced(request: Request): Promise<Outcome> {
    this.#runner.execute('SAVEPOINT one')
    try {
      const done = await this.#runOne(request)
      this.#runner.execute('RELEASE one')
      return { done }
    } catch (error) {
      const fault = faultOf(error)
      this.#runner.undone()
      if (isStorageFault(fault.code) || !this.#database.inTransaction) throw error
      this.#runner.execute('ROLLBACK TO one')
      this.#runner.execute('RELEASE one')
      return { fault }
    }
  }

  #runOne(request: Request): Rows | Promise<Rows> {
    if (request.kind === 'query') return this.#runner.query(request.sql, request.parameters)
    if (request.kind === 'prepared') return this.#runner.prepared(request)
    if (request.kind === 'script') return this.#runner.script(request)
    if (request.kind === 'procedure') return this.#procedure(request)
    if (request.kind === 'close') return this.#close()
    if (request.kind === 'copy') return this.#runner.query('VACUUM INTO ?', [request.file])
    if (request.verb === 'rollback') this.#runner.undone()
    return this.#runner.execute(request.verb === 'begin' ? this.#begin : request.verb.toUpperCase())
  }

  /** They come with all the store's queries: loaded when the first is asked for, so that a start does not wait for them. */
  async #ready(): Promise<void> {
    if (this.#procedures !== null) return
    const { ProceduresHere: Here } = await import('./procedures-here.ts')
    this.#procedures = new Here((sql, parameters) => this.#runner.query(sql, parameters))
  }

  #procedure({ name, given }: Extract<Request, { kind: 'procedure' }>): Promise<Rows> {
    if (this.#procedures === null) throw new Error('the procedures could not be loaded')
    return this.#procedures.run(name, given)
  }

  #close(): Rows {
    try {
      if (this.#begin !== 'BEGIN') this.#tidy()
    } catch {
      // Tidying may fail, on a full disk for instance: what was committed is in the log and stays.
    }
    this.#database.close()
    return nothing
  }

  #tidy(): void {
    this.#database.pragma('optimize')
    this.#database.pragma('wal_checkpoint(TRUNCATE)')
  }
}

const nothing: Rows = { rows: [], changes: 0 }

/** Shares its commit with others. */
function isShared({ kind }: Request): boolean {
  return kind === 'query' || kind === 'prepared' || kind === 'script' || kind === 'procedure'
}

async function attempt<T>(run: () => Promise<T>): Promise<T | { readonly fault: WorkerFault }> {
  try {
    return await run()
  } catch (error) {
    return { fault: faultOf(error) }
  }
}

function rejectAll(group: readonly Request[], fault: WorkerFault): Answer[] {
  return group.map((request) => ({ id: request.id, fault }))
}
