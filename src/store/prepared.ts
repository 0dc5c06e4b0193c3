/** Queries that are asked often: built and compiled once for a database, from then on only what they are asked with changes. */
import type { Compilable, CompiledQuery, DialectAdapter, Kysely, QueryResult } from 'kysely'
import type { Tables } from './tables.ts'
import type { Transaction } from './transaction.ts'

/** Stands in a query for a value that is not known yet. */
export class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** Who answers outside of transactions. */
export interface Reader {
  readonly db: Kysely<Tables>
  read<Row>(query: CompiledQuery<Row>): Promise<readonly Row[]>
}

/** Of a database with one connection that is always free: there is nothing to acquire and to give back with every query. */
export interface Answering extends DialectAdapter {
  answer<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>>
}

export interface Prepared<Values, Row> {
  on(reader: Reader, values: Values): Promise<readonly Row[]>
  inside(transaction: Transaction, values: Values): Promise<QueryResult<Row>>
}

type Build<Values, Row> = (db: Kysely<Tables>, given: Values) => Compilable<Row>

/** What is `given` may only be put into the query as it is: it is nobody's value yet. The same names are given each time. */
export function prepared<Values extends object, Row>(build: Build<Values, Row>): Prepared<Values, Row> {
  // An adapter stands for all connections to one database, transactions included.
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>()
  const filledIn = (db: Kysely<Tables>, values: Values): CompiledQuery<Row> => {
    const { adapter } = db.getExecutor()
    let query = compiled.get(adapter)
    if (query === undefined) {
      query = build(db, placeholders(values)).compile()
      compiled.set(adapter, query)
    }
    return bound(query, values)
  }
  return {
    on: (reader, values) => reader.read(filledIn(reader.db, values)),
    inside(transaction, values) {
      const query = filledIn(transaction, values)
      const { adapter } = transaction.getExecutor()
      return answers(adapter) ? adapter.answer(query) : transaction.executeQuery(query)
    },
  }
}

function answers(adapter: DialectAdapter): adapter is Answering {
  return 'answer' in adapter
}

function placeholders<Values extends object>(values: Values): Values {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each stands for the value of its name until that is bound
  return Object.fromEntries(Object.keys(values).map((name) => [name, new Placeholder(name)])) as Values
}

function bound<Row>(query: CompiledQuery<Row>, values: object): CompiledQuery<Row> {
  const parameters = query.parameters.map((parameter) => {
    if (!(parameter instanceof Placeholder)) return parameter
    const value: unknown = Reflect.get(values, parameter.name)
    if (value === undefined) throw new Error(`a prepared query was asked without "${parameter.name}"`)
    return value
  })
  return { query: query.query, queryId: query.queryId, sql: query.sql, parameters }
}
