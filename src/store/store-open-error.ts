/** Why the store could not be opened, in one line for the operator. */
import { ChatError } from '../core/errors.ts'
import { SqliteOpenFault } from './dialects/sqlite/thread.ts'
import { NewerSchemaError } from './migrate.ts'

export class StoreOpenError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'StoreOpenError'
  }
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/NOTADB/, 'it is not a database'],
  [/CORRUPT/, 'it is damaged; restore a backup'],
  [/READONLY|PERM|AUTH/, 'there are no rights to write to it and its folder'],
  [/CANTOPEN/, 'it cannot be opened: check that the folder exists and may be written to'],
  [/FULL/, 'there is no space left on its disk'],
  [/BUSY|LOCKED/, 'another program is using it'],
  [/IOERR/, 'its disk does not answer as it should (it may be full)'],
]

export function whyNotOpen(file: string, error: unknown): StoreOpenError {
  return new StoreOpenError(`cannot open the database ${file}: ${reasonFor(error)}`, error)
}

function reasonFor(error: unknown): string {
  if (error instanceof NewerSchemaError) return error.message
  const code = codeOf(error)
  const [, reason] = reasons.find(([pattern]) => pattern.test(code)) ?? []
  return reason ?? (error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error))
}

/** SQLite's own code, wherever it was met. */
function codeOf(error: unknown): string {
  if (error instanceof SqliteOpenFault) return error.code
  if (error instanceof ChatError && error.cause instanceof Error) return error.cause.message
  return ''
}
