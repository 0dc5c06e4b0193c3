/** Everything people would take along, read from a database that a server may be using, as it was when it was opened. */
import { existsSync } from 'node:fs'
import type { Kysely } from 'kysely'
import type { ThingLine } from '../core/export/lines.ts'
import type { Log } from '../core/ports.ts'
import { type DatabaseView, openSqliteView } from './dialects/sqlite/view.ts'
import { channelLines } from './export/channels.ts'
import { messageLines } from './export/messages.ts'
import { uploadLines } from './export/uploads.ts'
import { userLines } from './export/users.ts'
import { migrations } from './migrations/index.ts'
import { StoreOpenError, whyNotOpen } from './store-open-error.ts'
import type { Tables } from './tables.ts'

export interface ExportOptions {
  readonly file: string
  readonly log: Log
  /** Whether what passwords are checked against comes along. */
  readonly withPasswords: boolean
}

export interface OpenExport {
  lines(): AsyncGenerator<ThingLine>
  close(): Promise<void>
}

/** Rejects with `StoreOpenError`. */
export async function openExport({ file, log, withPasswords }: ExportOptions): Promise<OpenExport> {
  if (!existsSync(file)) throw new StoreOpenError(`there is no database at ${file}`, null)
  const view = await openView(file, log)
  return { lines: () => linesOf(view.db, withPasswords), close: () => view.close() }
}

async function openView(file: string, log: Log): Promise<DatabaseView> {
  const view = await openSqliteView(file, log).catch((error: unknown) => {
    throw whyNotOpen(file, error)
  })
  try {
    await demandSchema(view.db, file)
    return view
  } catch (error) {
    await view.close()
    throw error
  }
}

async function demandSchema(db: Kysely<Tables>, file: string): Promise<void> {
  const rows = await db
    .selectFrom('schema_migrations')
    .select('name')
    .execute()
    .catch(() => [])
  const applied = new Set(rows.map(({ name }) => name))
  const same = applied.size === migrations.length && migrations.every(({ name }) => applied.has(name))
  if (!same)
    throw new StoreOpenError(
      `the database ${file} is of another version of this program: start the server of this version on it first`,
      null,
    )
}

async function* linesOf(db: Kysely<Tables>, withPasswords: boolean): AsyncGenerator<ThingLine> {
  yield* userLines(db, withPasswords)
  yield* channelLines(db)
  yield* uploadLines(db)
  yield* messageLines(db)
}
