/** Turns SQLite's result codes into what the store answers: a refused statement, a full disk, storage that is out of reach. */
import { ChatError } from '../../../core/errors.ts'
import { DatabaseError } from '../dialect.ts'
import type { WorkerFault } from './protocol.ts'

export function errorFrom(fault: WorkerFault): Error {
  const { code, message } = fault
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
