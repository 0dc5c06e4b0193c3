/** Turns what PostgreSQL and its driver report into what the store answers. Codes: PostgreSQL's appendix "Error Codes". */
import pg from 'pg'
import { ChatError } from '../../../core/errors.ts'
import { DatabaseError } from '../dialect.ts'
import { storageError } from '../server/storage-error.ts'

const kinds: Readonly<Record<string, DatabaseError['kind']>> = {
  '23505': 'unique',
  '23503': 'missing-reference',
  // A serialization failure, a deadlock.
  '40001': 'conflict',
  '40P01': 'conflict',
}

/** No connection, no resources, an operator at work, a disk, a statement or a lock that took too long, a transaction cut off, a server that only answers. */
const outages = /^(08|53|57|58)|^25006$|^25P0[34]$|^55P03$/

export function errorFrom(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ChatError) return error
  // Anything else the driver rejects with is about the connection.
  if (!(error instanceof pg.DatabaseError)) return storageError('storage-unavailable', error)
  const code = error.code ?? ''
  if (code === '53100') return storageError('storage-full', error)
  if (outages.test(code)) return storageError('storage-unavailable', error)
  return new DatabaseError(kinds[code] ?? 'other', `${code}: ${error.message}`)
}

/** Whether a connection is of no use after this: another one is asked next time. */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || /^(08|57P0|25P0[34])/.test(error.code ?? '')
}
