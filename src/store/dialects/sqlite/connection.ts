/** Opens one SQLite connection the way Parlance needs it: durable, checked, with its own search functions. */
import Database from 'better-sqlite3'
import { holdsWords, searchedWords } from '../../../lib/search-text.ts'
import type { ThreadSettings } from './protocol.ts'

const busyTimeoutMs = 5000
/** Pages in the write-ahead log before they move into the database file: fewer stalls than SQLite's own 1,000. */
const checkpointPages = 4000
const walBytesKept = 64 * 1024 * 1024

export function openConnection(settings: ThreadSettings): Database.Database {
  const looks = settings.role === 'looker'
  const database = new Database(settings.file, { timeout: busyTimeoutMs, readonly: looks })
  try {
    if (looks) demandDatabase(database)
    else prepare(database, settings.role)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** SQLite opens anything; the first look inside tells. */
function demandDatabase(database: Database.Database): void {
  database.pragma('schema_version')
}

/** A file without rights opens all the same, and even gives its write lock; only a write tells. This one is undone. */
function demandRights(database: Database.Database): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.pragma('user_version = 0')
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
  }
}

function prepare(database: Database.Database, role: ThreadSettings['role']): void {
  database.pragma('journal_mode = WAL')
  // An acknowledged message is on disk: never weaker than this.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('temp_store = MEMORY')
  database.pragma(`wal_autocheckpoint = ${checkpointPages}`)
  database.pragma(`journal_size_limit = ${walBytesKept}`)
  database.function('search_holds', holding())
  if (role === 'reader') database.pragma('query_only = ON')
  if (role === 'writer') demandRights(database)
}

/** For SQL: whether a text holds what is searched for, which is the same from row to row. */
function holding(): (text: unknown, query: unknown) => number {
  let last: unknown = null
  let words: readonly string[] = []
  return (text, query) => {
    if (query !== last) words = searchedWords(String(query))
    last = query
    return Number(holdsWords(String(text), words))
  }
}
