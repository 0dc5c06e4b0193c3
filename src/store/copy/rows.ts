/** Reads a table page by page in the order of its key, and tells a table's content in one digest that is the same on every database. */
import { createHash, type Hash } from 'node:crypto'
import { type Kysely, sql, type SqlBool } from 'kysely'
import type { Tables } from '../tables.ts'
import type { TablePlan } from './plan.ts'

export type Row = Readonly<Record<string, unknown>>

const rowsTogether = 500

/** Pages in the order of the key, each after the last row of the one before. */
export async function* pagesOf(
  db: Kysely<Tables>,
  { table, key }: TablePlan,
): AsyncGenerator<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)))
  let page = db.selectFrom(table).selectAll().orderBy(columns).limit(rowsTogether)
  for (;;) {
    const rows: readonly Row[] = await page.execute()
    const last = rows.at(-1)
    if (last !== undefined) yield rows
    if (last === undefined || rows.length < rowsTogether) return
    const reached = sql.join(key.map((column) => last[column]))
    page = page.clearWhere().where(sql<SqlBool>`(${columns}) > (${reached})`)
  }
}

export interface TableContent {
  readonly rows: number
  /** SHA-256 of all rows in order. */
  readonly digest: string
}

export class ContentDigest {
  readonly #hash: Hash = createHash('sha256')
  #rows = 0

  add(rows: readonly Row[]): void {
    for (const row of rows) this.#hash.update(`${JSON.stringify(canonical(row))}\n`)
    this.#rows += rows.length
  }

  end(): TableContent {
    return { rows: this.#rows, digest: this.#hash.digest('hex') }
  }
}

/** Columns in one order, bytes as text: no database's own way of giving them shows. */
function canonical(row: Row): readonly (readonly [string, unknown])[] {
  return Object.keys(row)
    .toSorted()
    .map((column) => [column, plain(row[column])] as const)
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  return typeof value === 'bigint' ? Number(value) : value
}

export async function contentOf(db: Kysely<Tables>, plan: TablePlan): Promise<TableContent> {
  const digest = new ContentDigest()
  for await (const rows of pagesOf(db, plan)) digest.add(rows)
  return digest.end()
}
