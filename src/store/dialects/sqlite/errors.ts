/** Turns SQLite's result codes into what the store answers: a refused statement, a full disk, storage that is out of reach. */
import { ChatError } from '../../../core/errors.ts'
import { DatabaseError } from '../dialect.ts'
import type { WorkerFault } from './protocol.ts'

/** SQLite has no such thing with one writer: a procedure says so of itself. */
const conflictCode = 'CONFLICT'

/** The way back, for errors that a procedure has met, or made. */
const codes: Readonly<Record<DatabaseError['kind'], string>> = {
  unique: 'SQLITE_CONSTRAINT_UNIQUE',
  'missing-reference': 'SQLITE_CONSTRAINT_FOREIGNKEY',
  conflict: conflictCode,
  other: 'UNKNOWN',
}

/** What crosses to the main thread of an error. */
export function faultOf(error: unknown): WorkerFault {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', message: String(error) }
  const { message } = error
  if (error instanceof ChatError) return { code: 'REFUSED', message, refusal: error.fault() }
  if (error instanceof DatabaseError) return { code: codes[error.kind], message }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
  return { code, message }
}

export function errorFrom(fault: WorkerFault): Error {
  const { code, message, refusal } = fault
  if (refusal !== undefined) return new ChatError(refusal.code, refusal.details)
  if (code === conflictCode) return new DatabaseError('conflict', message)
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new DatabaseError('unique', message)
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return new DatabaseError('missing-reference', message)
  if (code === 'SQLITE_FULL') return storageError('storage-full', fault)
  if (isStorageFault(code)) return storageError('storage-unavailable', fault)
  return new DatabaseError('other', `${code}: ${message}`)
}

const storageFaults = /^SQLITE_(FULL|IOERR|NOMEM|BUSY|READONLY|CANTOPEN|CORRUPT|NOTADB)/

/** After these nothing else can be written for now, so trying the rest of a batch one by one is pointless. */
export function isStorageFault(code: string): boolean {
  return storageFaults.test(code)
}

/** What the disk or the thread said travels along for the log; people are shown the code only. */
function storageError(code: 'storage-full' | 'storage-unavailable', fault: WorkerFault): ChatError {
  const error = new ChatError(code, {})
  error.cause = new Error(`${fault.code}: ${fault.message}`)
  return error
}
