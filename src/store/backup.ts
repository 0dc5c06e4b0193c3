/** Copies of a running database, verified after writing; and back again into an empty place. */
import { existsSync } from 'node:fs'
import { chmod, copyFile, constants, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../core/ports.ts'
import { syncToDisk } from '../lib/durable.ts'
import { digestOfFile } from '../lib/file-digest.ts'
import { isEmptyFolder } from './backup/files.ts'
import { BackupError, type Manifest, readManifest, writeManifest } from './backup/manifest.ts'
import { countRows, lookOver, openForLooking, select } from './backup/verify.ts'
import { databaseFile, databaseName } from './database-file.ts'
import type { SqliteThread } from './dialects/sqlite/thread.ts'

export { BackupError, type Manifest } from './backup/manifest.ts'

export interface BackupOptions {
  /** The database to copy; a server may be using it. */
  readonly file: string
  readonly log: Log
  /** Called now and then with bytes written and about how many there will be. */
  readonly onProgress?: (written: number, total: number) => void
  /** Copies what lies beside the database: called before and after it is copied, so that nothing it names is missing. */
  readonly besides?: () => Promise<void>
}

/** Writes a whole, verified copy into an empty folder. Rejects with `BackupError`. */
export async function backupTo(folder: string, options: BackupOptions): Promise<Manifest> {
  if (!existsSync(options.file)) throw new BackupError(`there is no database at ${options.file}`)
  if (!(await isEmptyFolder(folder))) throw new BackupError(`${folder} is not empty: name a new folder`)
  const copy = databaseFile(folder)
  try {
    await options.besides?.()
    const least = await copyDatabase(copy, options)
    await options.besides?.()
    await chmod(copy, 0o600)
    await syncToDisk(copy)
    const found = await lookOver(copy, options.log)
    demandAtLeast(found.counts, least)
    const { size: bytes } = await stat(copy)
    const file = { name: databaseName, bytes, sha256: await digestOfFile(copy) }
    const manifest: Manifest = { format: 1, madeAt: new Date().toISOString(), ...found, file }
    await writeManifest(folder, manifest)
    await syncToDisk(folder)
    return manifest
  } catch (error) {
    await rm(copy, { force: true })
    throw error instanceof BackupError
      ? error
      : new BackupError(`the backup failed: ${messageOf(error)}`, error)
  }
}

/** Answers what the database held before the copy began. */
async function copyDatabase(copy: string, options: BackupOptions): Promise<Record<string, number>> {
  const thread = await openForLooking(options.file, options.log)
  const watch = watchProgress(copy, await sizeOf(thread), options.onProgress)
  try {
    const counts = await countRows(thread)
    await thread.ask({ kind: 'copy', file: copy }, true)
    return counts
  } finally {
    clearInterval(watch)
    await thread.close()
  }
}

async function sizeOf(thread: SqliteThread): Promise<number> {
  const [pages] = await select(thread, 'PRAGMA page_count')
  const [size] = await select(thread, 'PRAGMA page_size')
  return Number(pages?.[0]) * Number(size?.[0])
}

const progressMs = 250

function watchProgress(
  copy: string,
  total: number,
  onProgress: BackupOptions['onProgress'] = () => undefined,
) {
  return setInterval(() => {
    stat(copy).then(
      ({ size }) => onProgress(size, total),
      () => undefined,
    )
  }, progressMs)
}

/** These tables only grow: a copy with less than there was before it began has lost something. */
function demandAtLeast(counts: Manifest['counts'], least: Record<string, number>): void {
  for (const table of ['messages', 'audit']) {
    if ((counts[table] ?? 0) < (least[table] ?? 0)) throw new BackupError(`the copy lost rows of ${table}`)
  }
}

/** Puts a backup where a server can start on it. The place must be empty; the backup is checked before and after. */
export async function restoreFrom(folder: string, dataFolder: string, log: Log): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const source = join(folder, manifest.file.name)
  await demandDigest(source, manifest)
  if (!(await isEmptyFolder(dataFolder))) {
    throw new BackupError(`${dataFolder} is not empty: restore into a new data folder`)
  }
  const target = databaseFile(dataFolder)
  const unfinished = `${target}.unfinished`
  try {
    await copyFile(source, unfinished, constants.COPYFILE_EXCL)
    await syncToDisk(unfinished)
    await demandDigest(unfinished, manifest)
    demandSame(await lookOver(unfinished, log), manifest)
    await rename(unfinished, target)
    await syncToDisk(dataFolder)
    return manifest
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error instanceof BackupError
      ? error
      : new BackupError(`the restore failed: ${messageOf(error)}`, error)
  }
}

async function demandDigest(file: string, manifest: Manifest): Promise<void> {
  if (!existsSync(file)) throw new BackupError(`the backup is not whole: ${file} is missing`)
  if ((await digestOfFile(file)) !== manifest.file.sha256) {
    throw new BackupError(`${file} is not what was backed up: its SHA-256 differs from the manifest`)
  }
}

function demandSame(found: Pick<Manifest, 'counts'>, manifest: Manifest): void {
  for (const [table, count] of Object.entries(manifest.counts)) {
    if (found.counts[table] !== count)
      throw new BackupError(`the number of rows of ${table} differs from the manifest`)
  }
}

function messageOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
