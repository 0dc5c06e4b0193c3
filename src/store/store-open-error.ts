/** Why the store could not be opened, in one line for the operator. */
import { ChatError } from '../core/errors.ts'
import { type DatabasePlace, shownPlace } from './database-place.ts'
import { SqliteOpenFault } from './dialects/sqlite/thread.ts'
import { SecretFileError } from './dialects/server/settings.ts'
import { NewerSchemaError, UnfinishedSchemaError } from './migrate.ts'

export class StoreOpenError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'StoreOpenError'
  }
}

type Reasons = readonly (readonly [pattern: RegExp, reason: string])[]

const ofFiles: Reasons = [
  [/NOTADB/, 'it is not a database'],
  [/CORRUPT/, 'it is damaged; restore a backup'],
  [/READONLY|PERM|AUTH/, 'there are no rights to write to it and its folder'],
  [/CANTOPEN/, 'it cannot be opened: check that the folder exists and may be written to'],
  [/FULL/, 'there is no space left on its disk'],
  [/BUSY|LOCKED/, 'another program is using it'],
  [/IOERR/, 'its disk does not answer as it should (it may be full)'],
]

const ofServers: Reasons = [
  [
    /\b28P01|ER_ACCESS_DENIED_ERROR/,
    'it does not take this password: look at database.user and database.password (or passwordFile)',
  ],
  [/\b28000/, 'it does not let this user in from here: look at its own rules (pg_hba.conf)'],
  [/ER_HOST_NOT_PRIVILEGED/, 'it lets nobody in from here: look at the hosts of its users'],
  [/ER_DBACCESS_DENIED_ERROR/, 'the user has no rights in it, or it is not there: look at database.database'],
  [/\b3D000|ER_BAD_DB_ERROR/, 'there is no database of this name: create it, or look at database.database'],
  [/\b42501/, 'the user may not make tables in it: make the user its owner'],
  [
    /ER_BINLOG_CREATE_ROUTINE_NEED_SUPER/,
    'it lets nobody make triggers: set log_bin_trust_function_creators to 1',
  ],
  [
    /ER_(TABLE|COLUMN|SPECIFIC_)ACCESS_DENIED_ERROR/,
    'the user may not make tables and triggers in it: grant it all rights in it',
  ],
  [/Unknown collation|Unknown system variable/, 'it is not MariaDB 10.6 or newer'],
  [
    /\b53300|ER_(TOO_MANY_USER_CONNECTIONS|USER_LIMIT_REACHED|CON_COUNT_ERROR)/,
    'it has no connection left: give it more, or lower database.connections',
  ],
  [/\b25006|ER_OPTION_PREVENTS_STATEMENT/, 'it only answers and takes no changes: this is not the primary'],
  [
    /AUTH_SWITCH_PLUGIN|unknown plugin/i,
    'its user signs in by a way that is not known here: give it a password (mysql_native_password)',
  ],
  [/\b57P03|ER_SERVER_SHUTDOWN/, 'it is starting or stopping: try again in a moment'],
  [/ECONNREFUSED|ENOENT/, 'nothing listens there: is it running, and are database.host and port right?'],
  [/ENOTFOUND|EAI_AGAIN/, 'there is no such host: look at database.host'],
  [/does not support (SSL|secure connection)/, 'it speaks no TLS: look at database.tls.mode'],
  [/ALTNAME|does not match certificate/i, 'its certificate is for another host: look at database.host'],
  [
    /CERT|SELF_SIGNED|VERIFY|ALTNAME|HANDSHAKE_SSL_ERROR/,
    'its certificate is not trusted: name its authority in database.tls.ca',
  ],
  [/time(d )?out|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i, 'it cannot be reached'],
]

export function whyNotOpen(place: DatabasePlace, error: unknown): StoreOpenError {
  const reason = 'file' in place ? reasonFor(error, ofFiles) : reasonFor(error, ofServers)
  return new StoreOpenError(`cannot open the database ${shownPlace(place)}: ${reason}`, error)
}

function reasonFor(error: unknown, reasons: Reasons): string {
  const says = [NewerSchemaError, UnfinishedSchemaError, SecretFileError]
  if (error instanceof Error && says.some((one) => error instanceof one)) return error.message
  const cause = error instanceof ChatError && error.cause instanceof Error ? error.cause : error
  const told = `${codeOf(cause)}: ${messageOf(cause)}`
  const [, reason] = reasons.find(([pattern]) => pattern.test(told)) ?? []
  return reason ?? messageOf(cause)
}

/** The database's own code, wherever it was met. Those of a file are in what it said already. */
function codeOf(error: unknown): string {
  if (error instanceof SqliteOpenFault) return error.code
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ')
}
