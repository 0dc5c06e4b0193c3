/** Owns the compiled statements of one connection: the least recently used goes when there are too many. */
import type { Database, Statement } from 'better-sqlite3'
import type { SqlValue } from './protocol.ts'

export interface Prepared {
  readonly statement: Statement
  /** Of its rows; empty for what has none. Asked for once: it costs as much as a small query. */
  readonly columns: readonly string[]
}

const kept = 400
const schemaChange = /^\s*(create|alter|drop)\b/i

export class Statements {
  readonly #database: Database
  readonly #prepared = new Map<string, Prepared>()

  constructor(database: Database) {
    this.#database = database
  }

  get(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known !== undefined && this.#prepared.size < kept) return known
    const prepared = known ?? this.#prepare(sql)
    this.#prepared.delete(sql)
    this.#prepared.set(sql, prepared)
    const oldest = this.#prepared.keys().next().value
    if (this.#prepared.size > kept && oldest !== undefined) this.#prepared.delete(oldest)
    return prepared
  }

  /** `SELECT *` may have other columns after a change of the schema. */
  ran(sql: string): void {
    if (schemaChange.test(sql)) this.#prepared.clear()
  }

  #prepare(sql: string): Prepared {
    const statement = this.#database.prepare(sql)
    if (!statement.reader) return { statement, columns: [] }
    return { statement: statement.raw(true), columns: statement.columns().map(({ name }) => name) }
  }
}

export function rawRows(statement: Statement, parameters: readonly SqlValue[]): SqlValue[][] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- statements are compiled with `raw(true)`
  return statement.all(...parameters) as SqlValue[][]
}
