/** Copies of all that is kept, for backups: what is there already stays, what is copied is checked against its digest. */
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { UploadContent } from '../core/types.ts'
import { digestOfFile } from '../lib/file-digest.ts'
import { pathOf, type BlobFiles } from './blob-store.ts'

export interface BlobCopy {
  readonly from: BlobFiles
  readonly to: BlobFiles
  /** A folder of this machine for what is being copied; of a copy to a folder, on the same disk. */
  readonly through: string
}

/** A file is not what its name says. */
export class BlobDamagedError extends Error {
  constructor(path: string) {
    super(`${path} is damaged: its content is another than what was brought`)
    this.name = 'BlobDamagedError'
  }
}

/** Answers how many. Rejects with `BlobDamagedError`. What is removed in the meantime is left out. */
export async function copyBlobs(copy: BlobCopy): Promise<number> {
  await mkdir(copy.through, { recursive: true, mode: 0o700 })
  let files = 0
  for await (const path of copy.from.paths()) {
    if (await copy.to.has(path)) continue
    if (await copyOne(path, copy)) files += 1
  }
  return files
}

/** One content with its smaller forms. `false`: it is not there, or has gone. */
export async function copyContent(
  { digest, thumbnails }: Pick<UploadContent, 'digest' | 'thumbnails'>,
  copy: BlobCopy,
): Promise<boolean> {
  await mkdir(copy.through, { recursive: true, mode: 0o700 })
  const forms = [...thumbnails, null].map((width) => pathOf({ digest, width }))
  let isWhole = true
  for (const path of forms) if (!(await copy.to.has(path)) && !(await copyOne(path, copy))) isWhole = false
  return isWhole
}

/** `false`: it has gone. */
async function copyOne(path: string, { from, to, through }: BlobCopy): Promise<boolean> {
  const unfinished = join(through, 'copy.unfinished')
  const source = await from.open(path)
  if (source === null) return false
  try {
    await pipeline(source, createWriteStream(unfinished, { mode: 0o600 }))
    await demandWhole(path, unfinished)
    await to.store(path, unfinished)
    return true
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** Smaller forms of a picture have no digest of their own. */
async function demandWhole(path: string, copy: string): Promise<void> {
  const digest = /([0-9a-f]{64})$/.exec(path)?.[1]
  if (digest !== undefined && (await digestOfFile(copy)) !== digest) throw new BlobDamagedError(path)
}
