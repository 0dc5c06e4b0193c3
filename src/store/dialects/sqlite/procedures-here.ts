/** Runs procedures inside the writer's own thread: each statement is answered at once, in the transaction that the executor has begun. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
} from 'kysely'
import type { Answering } from '../../prepared.ts'
import { type Given, type ProcedureName, runProcedure } from '../../procedures.ts'
import type { Tables } from '../../tables.ts'
import type { Transaction } from '../../transaction.ts'
import { errorFrom, faultOf, isStorageFault } from './errors.ts'
import type { Rows, SqlValue } from './protocol.ts'
import { PlannedOnce } from './query-compiler.ts'
import { records } from './records.ts'

type Query = (sql: string, parameters: readonly SqlValue[]) => Rows

/** Nothing in here waits for anything but what has been answered already, so no other work comes in between. */
export class ProceduresHere {
  readonly #db: Kysely<Tables>

  constructor(query: Query) {
    const connection = new ConnectionHere(query)
    this.#db = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new AdapterHere(connection),
        createDriver: () => new DriverHere(connection),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new PlannedOnce(),
      },
    })
  }

  async run(name: ProcedureName, given: readonly unknown[]): Promise<Rows> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- beginning and ending are the executor's: all of this is inside
    const transaction = this.#db as Transaction
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the main thread's end checks that they belong together
    const result = await runProcedure(transaction, name, given as Given<ProcedureName>)
    return { rows: [], changes: 0, result }
  }
}

class AdapterHere extends SqliteAdapter implements Answering {
  readonly #connection: DatabaseConnection

  constructor(connection: DatabaseConnection) {
    super()
    this.#connection = connection
  }

  /** Kysely would guard its one connection with a lock, which the executor's order makes needless. */
  override get supportsMultipleConnections(): boolean {
    return true
  }

  answer<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>> {
    return this.#connection.executeQuery<Row>(query)
  }
}

class DriverHere implements Driver {
  readonly #connection: DatabaseConnection

  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async beginTransaction(): Promise<void> {}
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

class ConnectionHere implements DatabaseConnection {
  readonly #query: Query

  constructor(query: Query) {
    this.#query = query
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables' types allow nothing else
    const answer = this.#ask(sql, parameters as readonly SqlValue[])
    return { rows: records<R>(answer, answer.columns ?? []), numAffectedRows: BigInt(answer.changes) }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are read in pages, not streamed')
  }

  /** A procedure meets the store's errors; where the disk fails, the executor is to see what SQLite said. */
  #ask(sql: string, parameters: readonly SqlValue[]): Rows {
    try {
      return this.#query(sql, parameters)
    } catch (error) {
      const fault = faultOf(error)
      throw isStorageFault(fault.code) ? error : errorFrom(fault)
    }
  }
}
