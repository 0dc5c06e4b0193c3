/** Owns the making of the data folder: only the server's own system user may look into it. */
import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs'

/** The data folder cannot be used. The message is one line that says what to change. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError'
}

/** Makes the folder where it is missing and takes every right from others. */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!statSync(folder).isDirectory())
      throw new DataFolderError(`the data folder ${folder} is a file: choose another (option data)`)
    chmodSync(folder, 0o700)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (error instanceof DataFolderError) throw error
    throw new DataFolderError(`the data folder ${folder} cannot be used: ${problemOf(error)}`, {
      cause: error,
    })
  }
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return problems[code] ?? (error instanceof Error ? error.message : String(error))
}

const problems: Readonly<Record<string, string>> = {
  EACCES: 'no rights: give this system user the folder, or choose another (option data)',
  EPERM: 'it belongs to another system user: choose another (option data)',
  EROFS: 'the file system is read-only: choose another place (option data)',
  ENOSPC: 'the disk is full',
  EEXIST: 'it is a file: choose another (option data)',
  ENOTDIR: 'a part of the path is a file: choose another (option data)',
}
