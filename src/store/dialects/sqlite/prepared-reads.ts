/** Reads that were built before go to the reading thread past Kysely, by a number: texts and names of columns cross once. */
import type { CompiledQuery } from 'kysely'
import type { SqlValue } from './protocol.ts'
import { records } from './records.ts'
import type { SqliteThread } from './thread.ts'

interface Known {
  readonly number: number
  /** `null` until it has been answered once. */
  columns: readonly string[] | null
}

export class PreparedReads {
  readonly #reader: Pick<SqliteThread, 'ask'>
  readonly #known = new Map<string, Known>()

  constructor(reader: Pick<SqliteThread, 'ask'>) {
    this.#reader = reader
  }

  async read<Row>({ sql, parameters: given }: CompiledQuery<Row>): Promise<readonly Row[]> {
    const known = this.#knownAs(sql)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables' types allow nothing else
    const parameters = given as readonly SqlValue[]
    const text = known.columns === null ? sql : null
    const answer = await this.#reader.ask({ kind: 'prepared', number: known.number, sql: text, parameters })
    known.columns ??= answer.columns ?? []
    return records<Row>(answer, known.columns)
  }

  #knownAs(sql: string): Known {
    const known = this.#known.get(sql) ?? { number: this.#known.size, columns: null }
    this.#known.set(sql, known)
    return known
  }
}
