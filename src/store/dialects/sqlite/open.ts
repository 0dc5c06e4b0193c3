/** The SQLite dialect: opens its threads and puts the capabilities together. */
import { sql } from 'kysely'
import type { Log } from '../../../core/ports.ts'
import type { Given, ProcedureName, Result } from '../../procedures.ts'
import { anewOnConflict } from '../../transaction.ts'
import type { Dialect, SchemaWords } from '../dialect.ts'
import { partialIndexes } from '../partial-indexes.ts'
import { kyselyOver } from './driver.ts'
import { sqliteHotPaths } from './hot-paths.ts'
import type { Work } from './protocol.ts'
import { PreparedReads } from './prepared-reads.ts'
import { LaterThread } from './later-thread.ts'
import { SqliteThread, type ThreadOptions } from './thread.ts'
import { createSearchIndex, indexMessages, renewSearchIndex } from './search-index.ts'
import { SqliteWriter } from './writer.ts'

export interface SqliteOptions {
  readonly file: string
  readonly log: Log
  /** Requests under way at once; past it they are refused with `busy`. */
  readonly waitingCeiling?: number
  readonly deadlineMs?: number
  readonly transactionDeadlineMs?: number
}

export interface SqliteDialect extends Dialect {
  copyTo(file: string): Promise<void>
  /** For tests: the threads themselves. */
  readonly threads: Readonly<Record<'reader' | 'writer', SqliteThread>>
}

const defaults = { waitingCeiling: 50_000, deadlineMs: 30_000, transactionDeadlineMs: 10_000 }

export async function openSqlite(options: SqliteOptions): Promise<SqliteDialect> {
  const settings = { ...defaults, ...options }
  const writerThread = await SqliteThread.open({ ...settings, role: 'writer' })
  const reader = await SqliteThread.open({ ...settings, role: 'reader' }).catch(async (error: unknown) => {
    await writerThread.close()
    throw error
  })
  const searcher = new LaterThread({ ...settings, role: 'reader' })
  const writer = new SqliteWriter(writerThread, settings)
  const reads = new PreparedReads(reader)
  return {
    ...sqliteHotPaths({ reader, searcher, writer }),
    db: kyselyOver({ reader, writer }, false),
    read: (query) => reads.read(query),
    procedure: (name, ...given) => anewOnConflict(() => procedure(writer, name, given)),
    patient: kyselyOver({ reader, writer }, true),
    schema,
    threads: { reader, writer: writerThread },
    larger: (left, right) => sql<number>`max(${left}, ${right})`,
    copyTo: (file) => copyTo(file, settings),
    indexCopied: indexMessages,
    // The largest number so far is what it looks at itself.
    settleCopy: () => Promise.resolve(),
    // The data folder is locked by whoever uses it.
    alone: (work) => work(),
    async ping() {
      await Promise.all([reader.ask(tiny), writer.change(tiny)])
    },
    waiting: () => writer.waiting + reader.waiting + searcher.waiting,
    async close() {
      await writer.drain()
      await Promise.all([reader.close(), searcher.close()])
      await writerThread.close()
    },
  }
}

/** Looks into the file, not only at the thread. */
const tiny: Work = { kind: 'query', sql: 'SELECT id FROM users LIMIT 1', parameters: [] }

async function procedure<Name extends ProcedureName>(
  writer: SqliteWriter,
  name: Name,
  given: Given<Name>,
): Promise<Result<Name>> {
  const { result } = await writer.change({ kind: 'procedure', name, given })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the procedure of that name came to in the other thread
  return result as Result<Name>
}

/** On a thread of its own, so that nothing waits behind it. */
async function copyTo(file: string, settings: Omit<ThreadOptions, 'role'>): Promise<void> {
  const looker = await SqliteThread.open({ ...settings, role: 'looker' })
  try {
    await looker.ask({ kind: 'copy', file }, true)
  } finally {
    await looker.close()
  }
}

const schema: SchemaWords = {
  text: 'text',
  key: 'text',
  integer: 'integer',
  bytes: 'blob',
  sequence: (column) => column.primaryKey(),
  isAtomic: true,
  ...partialIndexes,
  createSearchIndex,
  renewSearchIndex,
  async makeAppendOnly(db, table) {
    for (const verb of ['update', 'delete'] as const) {
      await sql`CREATE TRIGGER ${sql.id(`${table}_refuses_${verb}`)} BEFORE ${sql.raw(verb.toUpperCase())}
        ON ${sql.table(table)} BEGIN SELECT RAISE(ABORT, 'this table only grows'); END`.execute(db)
    }
  },
}
