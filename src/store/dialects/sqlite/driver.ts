/** Kysely over the database threads: reads go to the reader, changes to the writer, a transaction holds the writer. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
} from 'kysely'
import type { Tables } from '../../tables.ts'
import type { Rows, SqlValue, Work } from './protocol.ts'
import { PlannedOnce } from './query-compiler.ts'
import { records } from './records.ts'
import type { SqliteThread } from './thread.ts'
import type { Hold, SqliteWriter } from './writer.ts'

export interface SqliteThreads {
  readonly reader: Pick<SqliteThread, 'ask'>
  readonly writer: Pick<SqliteWriter, 'change' | 'hold'>
}

/** `patient`: its transactions have no deadline. */
export function kyselyOver(threads: SqliteThreads, patient: boolean): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new ThreadAdapter(),
      createDriver: () => new SqliteThreadDriver(threads, patient),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new PlannedOnce(),
    },
  })
}

/** Kysely would let one request through at a time; here the writer orders changes, and reads need no order. */
class ThreadAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class SqliteThreadDriver implements Driver {
  readonly #threads: SqliteThreads
  readonly #patient: boolean

  constructor(threads: SqliteThreads, patient: boolean) {
    this.#threads = threads
    this.#patient = patient
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteThreadConnection(this.#threads)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    inside(connection).hold = await this.#threads.writer.hold(this.#patient)
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await inside(connection).hold?.commit()
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await inside(connection).hold?.rollback()
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    // Whatever happened between begin and here, the writer must not stay held.
    await inside(connection).hold?.rollback()
  }

  async destroy(): Promise<void> {}
}

class SqliteThreadConnection implements DatabaseConnection {
  readonly #threads: SqliteThreads
  hold: Hold | null = null

  constructor(threads: SqliteThreads) {
    this.#threads = threads
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables' types allow nothing else
    const parameters = query.parameters as readonly SqlValue[]
    const answer = await this.#ask(
      { kind: 'query', sql: query.sql, parameters },
      SelectQueryNode.is(query.query),
    )
    return { rows: records<R>(answer, answer.columns ?? []), numAffectedRows: BigInt(answer.changes) }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are read in pages, not streamed')
  }

  #ask(work: Work, reads: boolean): Promise<Rows> {
    if (this.hold !== null) return this.hold.ask(work)
    return reads ? this.#threads.reader.ask(work) : this.#threads.writer.change(work)
  }
}

function inside(connection: DatabaseConnection): SqliteThreadConnection {
  if (connection instanceof SqliteThreadConnection) return connection
  throw new TypeError('not a connection of this driver')
}
