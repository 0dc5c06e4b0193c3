/** Files on their way: a file each, as long as what has come. Whatever interrupts, they go on where they stopped. */
import { mkdir, open, readdir, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { releaseBytes } from '../lib/release-bytes.ts'

export interface Piece {
  readonly source: Readable
  /** Where it begins: as much as has come before. */
  readonly offset: number
  /** Bytes of the whole file; more is refused. */
  readonly size: number
}

/** More came than was announced. */
export class TooMuchError extends Error {
  constructor() {
    super('more came than was announced')
    this.name = 'TooMuchError'
  }
}

export class Incoming {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async open(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
  }

  /** Bytes. Of one that is whole, all, though looking into it may have made it shorter. */
  async received({ id, size }: { readonly id: string; readonly size: number }): Promise<number> {
    const lies = await sizeOf(this.pathOf(id))
    return lies > 0 && (await sizeOf(this.#markOf(id))) > 0 ? size : lies
  }

  /** All of it has come: from now on nothing is added, however often it takes to finish. */
  async markWhole(id: string): Promise<void> {
    await writeFile(this.#markOf(id), 'whole', { mode: 0o600 })
  }

  /** Answers for how much there is now. What came before the source broke off is kept, and its error passed on. */
  async write(id: string, { source, offset, size }: Piece): Promise<number> {
    const path = this.pathOf(id)
    if (offset === size && (await this.received({ id, size })) === size) return size
    if (offset === 0) await rm(this.#markOf(id), { force: true })
    const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600)
    try {
      await pipeline(source, (pieces: AsyncIterable<Uint8Array>) => fill(file, pieces, { offset, size }))
    } finally {
      await file.close()
    }
    return sizeOf(path)
  }

  /** With whatever was made of it on the way, as smaller forms. */
  async discard(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true })
    const there = await readdir(this.#folder)
    const beside = there.filter((name) => name.startsWith(`${id}.`))
    for (const name of beside) await rm(join(this.#folder, name), { force: true })
  }

  /** What nobody has added to for so long that its upload must be gone: it was cleared away by another server, which could not reach here. */
  async discardOlder(before: number): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name)
      const changed = await stat(path).catch(() => null)
      if (changed?.isFile() === true && changed.mtimeMs < before) await rm(path, { force: true })
    }
  }

  pathOf(id: string): string {
    // Ids come from this server's own hands; that they can lead nowhere else is made sure all the same.
    if (!/^[\w-]{1,64}$/.test(id)) throw new Error(`not an id: ${id}`)
    return join(this.#folder, id)
  }

  #markOf(id: string): string {
    return `${this.pathOf(id)}.whole`
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

/**
 * Bytes. What is written and not on disk yet goes there with whatever is made durable next, and that is a message, which then waits for
 * it: little by little nobody waits long (docs/performance.md).
 */
const durableStep = 1024 * 1024

async function fill(
  file: FileHandle,
  pieces: AsyncIterable<Uint8Array>,
  { offset, size }: Pick<Piece, 'offset' | 'size'>,
): Promise<void> {
  let at = offset
  let durable = offset
  for await (const piece of pieces) {
    if (at + piece.byteLength > size) throw new TooMuchError()
    at = await write(file, piece, at)
    releaseBytes(piece)
    if (at - durable < durableStep) continue
    await file.datasync()
    durable = at
  }
}

/** Answers for where it ends. */
async function write(file: FileHandle, bytes: Uint8Array, at: number): Promise<number> {
  let written = 0
  while (written < bytes.byteLength)
    written += (await file.write(bytes, written, bytes.byteLength - written, at + written)).bytesWritten
  return at + written
}
