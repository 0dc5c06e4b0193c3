/** Bytes in a folder of this machine: `<two digits>/<digest>`, smaller forms beside them. */
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { syncToDisk } from '../lib/durable.ts'
import {
  contentPath,
  isBlobPath,
  pathOf,
  type BlobFiles,
  type BlobName,
  type BlobStore,
  type ByteRange,
} from './blob-store.ts'

export class DiskBlobs implements BlobStore, BlobFiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  put(name: BlobName, file: string): Promise<void> {
    return this.store(pathOf(name), file)
  }

  size(name: BlobName): Promise<number | null> {
    return sizeOf(join(this.#folder, pathOf(name)))
  }

  read(name: BlobName, range: ByteRange | null): Promise<Readable> {
    return Promise.resolve(createReadStream(join(this.#folder, pathOf(name)), range ?? {}))
  }

  async remove(digest: string): Promise<void> {
    const folder = dirname(join(this.#folder, contentPath(digest)))
    const there = await readdir(folder).catch(() => [])
    const forms = there.filter((file) => file === digest || file.startsWith(`${digest}.`))
    for (const file of forms) await rm(join(folder, file), { force: true })
  }

  close(): void {}

  /** What is still on its way is nobody's yet. */
  async *paths(): AsyncIterable<string> {
    const there = await readdir(this.#folder).catch(() => [])
    for (const folder of there.filter((name) => /^[0-9a-f]{2}$/.test(name)).toSorted()) {
      const paths = (await readdir(join(this.#folder, folder))).map((file) => `${folder}/${file}`)
      yield* paths.filter(isBlobPath)
    }
  }

  async has(path: string): Promise<boolean> {
    return (await sizeOf(join(this.#folder, path))) !== null
  }

  async open(path: string): Promise<Readable | null> {
    try {
      return (await open(join(this.#folder, path), 'r')).createReadStream()
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async store(path: string, file: string): Promise<void> {
    const place = join(this.#folder, path)
    if (await this.has(path)) return rm(file, { force: true })
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await syncToDisk(file)
    await rename(file, place)
    await syncToDisk(dirname(place))
  }
}

async function sizeOf(place: string): Promise<number | null> {
  try {
    return (await stat(place)).size
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
