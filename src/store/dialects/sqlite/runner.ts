/** Runs single statements and scripts on one connection, and keeps the search index true to what they change. */
import type { Database } from 'better-sqlite3'
import type { Request, Rows, SqlValue } from './protocol.ts'
import type { EachRow, Script, ScriptStep } from './script.ts'
import { scripts } from './scripts.ts'
import { rawRows, Statements } from './statements.ts'
import { Vocabulary } from './vocabulary.ts'

type RequestOf<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>

export class Runner {
  readonly #statements: Statements
  readonly #vocabulary: Vocabulary
  /** Of prepared queries, by their numbers. */
  readonly #texts = new Map<number, string>()
  /** Since whoever asks has set it to `false`; of a script nobody looks closer. */
  hasWritten = false

  constructor(database: Database) {
    this.#statements = new Statements(database)
    this.#vocabulary = new Vocabulary(database, this.#statements)
  }

  query(sql: string, parameters: readonly SqlValue[]): Rows {
    const { statement, columns } = this.#statements.get(sql)
    if (statement.reader) {
      const rows = rawRows(statement, parameters)
      if (!statement.readonly) this.hasWritten = true
      return { columns, rows, changes: statement.readonly ? 0 : rows.length }
    }
    const { changes } = statement.run(...parameters)
    this.hasWritten = true
    this.#statements.ran(sql)
    this.#vocabulary.write()
    return { rows: [], changes }
  }

  prepared({ number, sql, parameters }: RequestOf<'prepared'>): Rows {
    if (sql !== null) {
      this.#texts.set(number, sql)
      return this.query(sql, parameters)
    }
    const { statement } = this.#statements.get(this.#texts.get(number) ?? '')
    return { rows: rawRows(statement, parameters), changes: 0 }
  }

  script(request: RequestOf<'script'>): Rows {
    const { parameters } = request
    this.hasWritten = true
    const { answer, after, each }: Script = scripts[request.name]
    const rows = rawRows(this.#statements.get(answer.sql).statement, this.#taken(answer, parameters))
    const [first] = rows
    if (first === undefined) return { rows, changes: 0 }
    for (const step of after) this.#run(step, parameters)
    const places = each === undefined ? null : this.#runEach(each, request, first)
    this.#vocabulary.write()
    return { rows: places === null ? rows : [first, places], changes: 0 }
  }

  execute(sql: string): Rows {
    this.#statements.get(sql).statement.run()
    return nothing
  }

  /** What was asked since the transaction began, or since a part of it did, did not happen. */
  undone(): void {
    this.#vocabulary.forget()
  }

  #runEach(
    { first, next, last }: EachRow,
    { parameters, each = [] }: RequestOf<'script'>,
    answered: readonly SqlValue[],
  ): readonly SqlValue[] {
    let done = 0
    const places = each.map((row) => {
      const values = [...parameters, ...row, ...answered, done]
      if (this.#run(first, values) === 0) return null
      for (const step of next) this.#run(step, values)
      done += 1
      return done
    })
    if (done > 0) this.#run(last, [...parameters, done])
    return places
  }

  #run(step: ScriptStep, parameters: readonly SqlValue[]): number {
    return this.#statements.get(step.sql).statement.run(...this.#taken(step, parameters)).changes
  }

  #taken({ take, indexes }: ScriptStep, parameters: readonly SqlValue[]): readonly SqlValue[] {
    if (indexes === undefined) return take.map((place) => parameters[place] ?? null)
    const [text, channel, author] = indexes.map((place) => String(parameters[place]))
    return [this.#vocabulary.terms(text ?? '', channel ?? '', author ?? '')]
  }
}

const nothing: Rows = { rows: [], changes: 0 }
