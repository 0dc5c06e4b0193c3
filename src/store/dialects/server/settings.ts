/** Where a database server is, and as whom it is asked. */
import { readFile } from 'node:fs/promises'

export interface DatabaseServer {
  readonly kind: 'postgres' | 'mariadb'
  /** A host, or where its socket is. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string | null
  /** The file with the password, instead. */
  readonly passwordFile: string | null
  readonly database: string
  readonly tls: DatabaseTls | null
  /** As many at once at most. */
  readonly connections: number
}

export interface DatabaseTls {
  /** The file of the authorities that its certificate must come from; `null`: those that the machine trusts. */
  readonly ca: string | null
  /** Whether its certificate, and the name in it, are looked at. */
  readonly verify: boolean
}

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
