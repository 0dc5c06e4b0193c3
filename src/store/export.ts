/** Everything people would take along, read from a database that a server may be using, as it was when it was opened. */
import type { Kysely } from 'kysely'
import type { ThingLine } from '../core/export/lines.ts'
import type { Log } from '../core/ports.ts'
import type { DatabasePlace } from './database-place.ts'
import { channelLines } from './export/channels.ts'
import { messageLines } from './export/messages.ts'
import { uploadLines } from './export/uploads.ts'
import { userLines } from './export/users.ts'
import type { Tables } from './tables.ts'
import { openView } from './view.ts'

export type ExportOptions = DatabasePlace & {
  readonly log: Log
  /** Whether what passwords are checked against comes along. */
  readonly withPasswords: boolean
}

export interface OpenExport {
  lines(): AsyncGenerator<ThingLine>
  close(): Promise<void>
}

/** Rejects with `StoreOpenError`. */
export async function openExport(options: ExportOptions): Promise<OpenExport> {
  const { log, withPasswords } = options
  const view = await openView(options, log)
  return { lines: () => linesOf(view.db, withPasswords), close: () => view.close() }
}

async function* linesOf(db: Kysely<Tables>, withPasswords: boolean): AsyncGenerator<ThingLine> {
  yield* userLines(db, withPasswords)
  yield* channelLines(db)
  yield* uploadLines(db)
  yield* messageLines(db)
}
