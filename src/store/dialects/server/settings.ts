/** What of the way to a database server is in files of its own. */
import { readFile } from 'node:fs/promises'
import type { DatabaseServer } from '../../../lib/database-server.ts'

/** What is read from files, before the first connection. */
export interface ServerSecrets {
  readonly password: string | undefined
  readonly ca: string | undefined
}

/** A file that cannot be read. */
export class SecretFileError extends Error {
  constructor(option: string, file: string, why: string) {
    super(`${option}: ${file} ${why}`)
    this.name = 'SecretFileError'
  }
}

export async function readSecrets(server: DatabaseServer): Promise<ServerSecrets> {
  const { password, passwordFile, tls } = server
  const read = passwordFile === null ? password : await contentOf('database.passwordFile', passwordFile)
  const ca = tls?.ca == null ? undefined : await contentOf('database.tls.ca', tls.ca)
  return { password: read?.trimEnd(), ca }
}

async function contentOf(option: string, file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new SecretFileError(option, file, `cannot be read (${why})`)
  })
  if (text.trim() === '') throw new SecretFileError(option, file, 'is empty')
  return text
}
