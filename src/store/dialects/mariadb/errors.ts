/** Turns what MariaDB and its driver report into what the store answers. Numbers: MariaDB's "Error Codes". */
import { ChatError } from '../../../core/errors.ts'
import { DatabaseError } from '../dialect.ts'
import { storageError } from '../server/storage-error.ts'

const kinds: Readonly<Record<number, DatabaseError['kind']>> = {
  1062: 'unique',
  // A row that is referred to is absent, or still referred to.
  1216: 'missing-reference',
  1217: 'missing-reference',
  1451: 'missing-reference',
  1452: 'missing-reference',
  // A deadlock, a node of a cluster that was first, a row that has changed since it was read.
  1213: 'conflict',
  1020: 'conflict',
}

const diskFull: ReadonlySet<number> = new Set([1021, 1114])
/** The number is the storage engine's or the file's, with the system's own behind it. */
const diskFaults: ReadonlySet<number> = new Set([3, 1026, 1030])

/** No connection or memory left, an operator at work, a statement or a lock that took too long, a server that only answers, a node outside its cluster. */
const outages: ReadonlySet<number> = new Set([
  1037, 1038, 1040, 1041, 1047, 1203, 1205, 1226, 1290, 1317, 1836, 1969,
])
/** The connection has ended, what goes over it was not understood, or it leads to a server that takes no changes. */
const broken: ReadonlySet<number> = new Set([
  1053, 1077, 1079, 1080, 1152, 1153, 1156, 1157, 1158, 1159, 1160, 1161, 1184, 1290, 1835, 1836, 1927,
])
/** Larger than the server takes (`max_allowed_packet`): the statement's own fault. */
const tooLarge = 1153

interface ServerError extends Error {
  readonly errno: number
  readonly code: string
}

/** Anything else the driver rejects with is about the connection. */
function isFromServer(error: Error): error is ServerError {
  return 'sqlState' in error && 'errno' in error && typeof error.errno === 'number'
}

export function errorFrom(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ChatError || error instanceof DatabaseError) return error
  if (!isFromServer(error)) return storageError('storage-unavailable', error)
  const { errno } = error
  if (diskFull.has(errno) || isFullDisk(error)) return storageError('storage-full', error)
  const isOutage = outages.has(errno) || diskFaults.has(errno) || (broken.has(errno) && errno !== tooLarge)
  if (isOutage) return storageError('storage-unavailable', error)
  return new DatabaseError(kinds[errno] ?? 'other', `${error.code}: ${withoutValue(error.message)}`)
}

/** What is there twice may be a name or a digest, and has no place in a log. */
function withoutValue(message: string): string {
  return message.replace(/^Duplicate entry '.*' for key/s, 'not unique: another row has the same')
}

function isFullDisk({ errno, message }: ServerError): boolean {
  return diskFaults.has(errno) && /No space left|\b(error|errno:?) 28\b/.test(message)
}

/** Whether a connection is of no use after this: another one is asked next time. */
export function breaksConnection(error: unknown): boolean {
  return !(error instanceof Error) || !isFromServer(error) || broken.has(error.errno)
}
