/** Reads that were built before go to the reading thread as they are, past Kysely; the names of columns cross once. */
import type { CompiledQuery } from 'kysely'
import type { SqlValue } from './protocol.ts'
import { records } from './records.ts'
import type { SqliteThread } from './thread.ts'

export class PreparedReads {
  readonly #reader: Pick<SqliteThread, 'ask'>
  readonly #columns = new Map<string, readonly string[]>()

  constructor(reader: Pick<SqliteThread, 'ask'>) {
    this.#reader = reader
  }

  async read<Row>({ sql, parameters: given }: CompiledQuery<Row>): Promise<readonly Row[]> {
    const known = this.#columns.get(sql)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables' types allow nothing else
    const parameters = given as readonly SqlValue[]
    const answer = await this.#reader.ask({ kind: 'query', sql, parameters, bare: known !== undefined })
    const columns = known ?? answer.columns ?? []
    if (known === undefined) this.#columns.set(sql, columns)
    return records<Row>(answer, columns)
  }
}
