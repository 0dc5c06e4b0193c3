/** One process per data folder: a lock of the operating system, gone with the process however it ends. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

export interface DataLock {
  release(): void
}

export class DataInUseError extends Error {
  /** The process that holds the folder, as far as known. */
  readonly pid: number | null

  constructor(folder: string, pid: number | null) {
    super(`the data folder ${folder} is in use by another server${pid === null ? '' : ` (process ${pid})`}`)
    this.name = 'DataInUseError'
    this.pid = pid
  }
}

/** Keep what it answers: a lock nobody holds on to is released. Throws `DataInUseError`, or what the file system says when the folder cannot be used at all. */
export function lockData(folder: string): DataLock {
  const pidFile = join(folder, 'server.pid')
  const database = new Database(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    // Holding an open transaction is the lock; nothing is ever written, so nothing can be left behind.
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw isBusy(error) ? new DataInUseError(folder, readPid(pidFile)) : error
  }
  writeFileSync(pidFile, `${process.pid}\n`)
  return {
    release() {
      if (!database.open) return
      rmSync(pidFile, { force: true })
      database.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function readPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}
