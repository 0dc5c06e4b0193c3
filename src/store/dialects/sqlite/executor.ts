/** Runs what a database thread is asked for. All waiting work outside a transaction shares one durable commit. */
import type { Database } from 'better-sqlite3'
import { faultOf, isStorageFault } from './errors.ts'
import type { Answer, Request, Rows, SqlValue, ThreadRole, WorkerFault } from './protocol.ts'
import type { ProceduresHere } from './procedures-here.ts'
import type { EachRow, Script, ScriptStep } from './script.ts'
import { scripts } from './scripts.ts'
import { rawRows, Statements } from './statements.ts'
import { Vocabulary } from './vocabulary.ts'

type ScriptRequest = Extract<Request, { kind: 'script' }>
type Outcome = { readonly done: Rows } | { readonly fault: WorkerFault }

export class SqliteExecutor {
  readonly #database: Database
  readonly #statements: Statements
  readonly #begin: string
  readonly #texts = new Map<number, string>()
  readonly #vocabulary: Vocabulary
  #procedures: ProceduresHere | null = null

  constructor(database: Database, role: ThreadRole) {
    this.#database = database
    this.#statements = new Statements(database)
    this.#vocabulary = new Vocabulary(database, this.#statements)
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

  /** First all at once; when one of them fails, again with each fenced off, so that it harms no neighbour. */
  async #runGroup(group: readonly Request[]): Promise<readonly Answer[]> {
    if (group.length === 0) return []
    const together = await attempt(async () => {
      if (group.some(({ kind }) => kind === 'procedure')) await this.#ready()
      return this.#commitAll(group, async (request) => ({ done: await this.#runOne(request) }))
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
    this.#execute(this.#begin)
    try {
      const answers: Answer[] = []
      for (const request of group) answers.push({ id: request.id, ...(await run(request)) })
      this.#execute('COMMIT')
      return answers
    } catch (error) {
      this.#vocabulary.forget()
      if (this.#database.inTransaction) this.#execute('ROLLBACK')
      throw error
    }
  }

  async #runFenced(request: Request): Promise<Outcome> {
    this.#execute('SAVEPOINT one')
    try {
      const done = await this.#runOne(request)
      this.#execute('RELEASE one')
      return { done }
    } catch (error) {
      const fault = faultOf(error)
      this.#vocabulary.forget()
      if (isStorageFault(fault.code) || !this.#database.inTransaction) throw error
      this.#execute('ROLLBACK TO one')
      this.#execute('RELEASE one')
      return { fault }
    }
  }

  #runOne(request: Request): Rows | Promise<Rows> {
    if (request.kind === 'prepared') return this.#prepared(request)
    if (request.kind === 'query' || request.kind === 'script') return this.#change(request)
    if (request.kind === 'procedure') return this.#procedure(request)
    if (request.kind === 'close') return this.#close()
    if (request.kind === 'copy') return this.#query('VACUUM INTO ?', [request.file])
    if (request.verb === 'rollback') this.#vocabulary.forget()
    return this.#execute(request.verb === 'begin' ? this.#begin : request.verb.toUpperCase())
  }

  /** With what the search index is to know of it. */
  #change(request: Extract<Request, { kind: 'query' | 'script' }>): Rows {
    const isQuery = request.kind === 'query'
    const rows = isQuery
      ? this.#query(request.sql, request.parameters)
      : this.#script(scripts[request.name], request)
    this.#vocabulary.write()
    return rows
  }

  /** They come with all the store's queries: loaded when the first is asked for, so that a start does not wait for them. */
  async #ready(): Promise<void> {
    if (this.#procedures !== null) return
    const { ProceduresHere: Here } = await import('./procedures-here.ts')
    this.#procedures = new Here((sql, parameters) => this.#query(sql, parameters))
  }

  #procedure({ name, given }: Extract<Request, { kind: 'procedure' }>): Promise<Rows> {
    if (this.#procedures === null) throw new Error('the procedures could not be loaded')
    return this.#procedures.run(name, given)
  }

  #prepared({ number, sql, parameters }: Extract<Request, { kind: 'prepared' }>): Rows {
    if (sql !== null) {
      this.#texts.set(number, sql)
      return this.#query(sql, parameters)
    }
    const { statement } = this.#statements.get(this.#texts.get(number) ?? '')
    return { rows: rawRows(statement, parameters), changes: 0 }
  }

  #query(sql: string, parameters: readonly SqlValue[]): Rows {
    const { statement, columns } = this.#statements.get(sql)
    if (!statement.reader) {
      const { changes } = statement.run(...parameters)
      this.#statements.ran(sql)
      return { rows: [], changes }
    }
    const rows = rawRows(statement, parameters)
    return { columns, rows, changes: statement.readonly ? 0 : rows.length }
  }

  #script({ answer, after, each }: Script, request: ScriptRequest): Rows {
    const { parameters } = request
    const rows = rawRows(this.#statements.get(answer.sql).statement, taken(answer, parameters))
    const [first] = rows
    if (first === undefined) return { rows, changes: 0 }
    for (const step of after) this.#run(step, parameters)
    return { rows: each === undefined ? rows : [first, this.#runEach(each, request, first)], changes: 0 }
  }

  #runEach(
    { first, next, last }: EachRow,
    { parameters, each = [] }: ScriptRequest,
    answered: readonly SqlValue[],
  ): readonly SqlValue[] {
    let done = 0
    const places = each.map((row) => {
      const values = [...row, ...answered, done]
      if (this.#run(first, values) === 0) return null
      for (const step of next) this.#run(step, values)
      done += 1
      return done
    })
    if (done > 0) this.#run(last, [...parameters, done])
    return places
  }

  #run(step: ScriptStep, parameters: readonly SqlValue[]): number {
    return this.#statements.get(step.sql).statement.run(...taken(step, parameters)).changes
  }

  #execute(sql: string): Rows {
    this.#statements.get(sql).statement.run()
    return nothing
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

function taken({ take }: ScriptStep, parameters: readonly SqlValue[]): readonly SqlValue[] {
  return take.map((place) => parameters[place] ?? null)
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
