/** A database server that is out of reach or out of space. */
import { ChatError } from '../../../core/errors.ts'

/** What the server or the driver said travels along for the log; people are shown the code only. */
export function storageError(code: 'storage-full' | 'storage-unavailable', cause: Error): ChatError {
  const error = new ChatError(code, {})
  error.cause = cause
  return error
}
