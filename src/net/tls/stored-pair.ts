/** Pairs that this server made or fetched itself: one file each, key and certificate together, for its system user alone. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileProblem } from './file-problem.ts'
import { factsOf, TlsError, type KeyPair } from './pair.ts'

const keyBlock = /-----BEGIN (?:EC )?PRIVATE KEY-----[^-]+-----END (?:EC )?PRIVATE KEY-----\n?/

/** `null` when there is none, or what is there is no pair. */
export async function loadPair(file: string): Promise<KeyPair | null> {
  const text = await textOf(file)
  const key = text === null ? null : keyBlock.exec(text)?.[0]
  if (text === null || key === null || key === undefined) return null
  const pair = { key, certificate: text.replace(key, '') }
  try {
    factsOf(pair)
    return pair
  } catch {
    return null
  }
}

/** `null` when there is none. Rejects with a `TlsError` when it cannot be read. */
export async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new TlsError(`${file} cannot be read: ${fileProblem(error, 'read')}`, { cause: error })
  }
}

export async function storePair(file: string, { key, certificate }: KeyPair): Promise<void> {
  await writeSecret(file, `${key.trimEnd()}\n${certificate.trimEnd()}\n`)
}

/** Whole or not at all, whenever the process ends. Rejects with a `TlsError`. */
export async function writeSecret(file: string, text: string): Promise<void> {
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeWhole(unfinished, text)
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw new TlsError(`${file} cannot be written: ${fileProblem(error, 'write')}`, { cause: error })
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
