/** Looks a database file over: whole, every reference in place, how many rows, which schema. Never changes it. */
import type { Rows, SqlValue } from '../dialects/sqlite/protocol.ts'
import { SqliteThread } from '../dialects/sqlite/thread.ts'
import type { Log } from '../../core/ports.ts'
import { whyNotOpen } from '../store-open-error.ts'
import { BackupError } from './manifest.ts'

export interface Findings {
  readonly schema: string
  readonly counts: Readonly<Record<string, number>>
}

/** A thread that only looks; the caller closes it. */
export async function openForLooking(file: string, log: Log): Promise<SqliteThread> {
  try {
    return await SqliteThread.open({ file, log, role: 'looker', waitingCeiling: 100, deadlineMs: 0 })
  } catch (error) {
    throw new BackupError(whyNotOpen({ file }, error).message, error)
  }
}

export async function select(thread: SqliteThread, sql: string): Promise<readonly (readonly SqlValue[])[]> {
  const answer: Rows = await thread.ask({ kind: 'query', sql, parameters: [] }, true)
  return answer.rows
}

/** Of every table the file has; what belongs to the search index is not ours to count. */
export async function countRows(thread: SqliteThread): Promise<Record<string, number>> {
  const tables = await select(
    thread,
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'message_search%'",
  )
  const counts: Record<string, number> = {}
  for (const [name] of tables) {
    const table = String(name)
    const [row] = await select(thread, `SELECT count(*) FROM "${table.replaceAll('"', '""')}"`)
    counts[table] = Number(row?.[0])
  }
  return counts
}

/** Rejects with what is wrong, or answers what is inside. */
export async function lookOver(file: string, log: Log): Promise<Findings> {
  const thread = await openForLooking(file, log)
  try {
    const [integrity] = await select(thread, 'PRAGMA integrity_check(1)')
    if (integrity?.[0] !== 'ok') throw new BackupError(`${file} is damaged: ${String(integrity?.[0])}`)
    const dangling = await select(thread, 'PRAGMA foreign_key_check')
    if (dangling.length > 0)
      throw new BackupError(`${file} is damaged: ${dangling.length} references lead nowhere`)
    const [newest] = await select(thread, 'SELECT max(name) FROM schema_migrations')
    return { schema: String(newest?.[0]), counts: await countRows(thread) }
  } finally {
    await thread.close()
  }
}
