/** Takes everything from one database to another, whatever their kinds: all of it, seen to by counts and digests, or nothing. */
import type { Kysely } from 'kysely'
import type { Log } from '../core/ports.ts'
import { type DatabasePlace, shownPlace } from './database-place.ts'
import { copiedTables, type CopiedTable, type TablePlan } from './copy/plan.ts'
import { ContentDigest, contentOf, pagesOf, type Row, type TableContent } from './copy/rows.ts'
import type { Dialect } from './dialects/dialect.ts'
import { openDatabase } from './open-store.ts'
import type { Tables } from './tables.ts'
import type { Transaction } from './transaction.ts'
import { openView } from './view.ts'

export interface CopyOptions {
  readonly from: DatabasePlace
  /** Empty, or not there yet. */
  readonly to: DatabasePlace
  readonly log: Log
  /** Called with how many more rows have been written, or seen to. */
  readonly onRows?: (rows: number) => void
}

/** Why nothing was copied. */
export class CopyError extends Error {
  override readonly name = 'CopyError'
}

export type CopiedCounts = Readonly<Record<CopiedTable, number>>

/** Rejects with `CopyError` or `StoreOpenError`; then the other database is as it was, but for its empty tables. */
export async function copyDatabase(options: CopyOptions): Promise<CopiedCounts> {
  const { from, to, log } = options
  const source = await openView(from, log)
  try {
    const target = await openDatabase({ ...to, log })
    try {
      return await target.patient
        .transaction()
        .execute((transaction) => copyAll(source.db, { target, transaction }, options))
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

interface Target {
  readonly target: Dialect
  readonly transaction: Transaction
}

async function copyAll(source: Kysely<Tables>, to: Target, options: CopyOptions): Promise<CopiedCounts> {
  const { transaction, target } = to
  const place = shownPlace(options.to)
  for (const { table } of copiedTables) await demandEmpty(transaction, table, place)
  const told = options.onRows ?? (() => undefined)
  const written = new Map<CopiedTable, TableContent>()
  for (const plan of copiedTables) written.set(plan.table, await copyTable(source, to, { plan, told }))
  await target.settleCopy(transaction)
  for (const plan of copiedTables) {
    const found = await contentOf(transaction, plan)
    told(found.rows)
    demandSame(plan, written.get(plan.table), found)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each of the tables
  return Object.fromEntries([...written].map(([table, { rows }]) => [table, rows])) as CopiedCounts
}

async function demandEmpty(transaction: Transaction, table: CopiedTable, place: string): Promise<void> {
  const row = await transaction.selectFrom(table).selectAll().limit(1).executeTakeFirst()
  if (row !== undefined)
    throw new CopyError(`there is a chat in ${place} already (${table}): name an empty database`)
}

interface TableCopy {
  readonly plan: TablePlan
  readonly told: (rows: number) => void
}

async function copyTable(
  source: Kysely<Tables>,
  { target, transaction }: Target,
  { plan, told }: TableCopy,
): Promise<TableContent> {
  const digest = new ContentDigest()
  for await (const rows of pagesOf(source, plan)) {
    digest.add(rows)
    await insert(transaction, plan.table, rows)
    if (plan.table === 'messages') await target.indexCopied(transaction, seqsOf(rows))
    told(rows.length)
  }
  return digest.end()
}

async function insert(transaction: Transaction, table: CopiedTable, rows: readonly Row[]): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows of this very table, from another database
  const values = rows as never
  await transaction.insertInto(table).values(values).execute()
}

function seqsOf(rows: readonly Row[]): { readonly from: number; readonly upTo: number } {
  return { from: Number(rows[0]?.['seq']), upTo: Number(rows.at(-1)?.['seq']) }
}

function demandSame({ table }: TablePlan, written: TableContent | undefined, found: TableContent): void {
  if (written?.rows !== found.rows)
    throw new CopyError(`${table}: ${written?.rows} rows were written, and ${found.rows} are there`)
  if (written.digest !== found.digest)
    throw new CopyError(`${table}: what is there differs from what was written (SHA-256)`)
}
