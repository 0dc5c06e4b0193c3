/** Files on their way: a file each, as long as what has come. Whatever interrupts, they go on where they stopped. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

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
    const flags = offset === 0 ? 'w' : 'r+'
    await pipeline(
      source,
      upTo(size - offset),
      createWriteStream(path, { flags, start: offset, mode: 0o600 }),
    )
    return sizeOf(path)
  }

  /** With whatever was made of it on the way, as smaller forms. */
  async discard(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true })
    const there = await readdir(this.#folder)
    const beside = there.filter((name) => name.startsWith(`${id}.`))
    for (const name of beside) await rm(join(this.#folder, name), { force: true })
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

function upTo(most: number): Transform {
  let left = most
  return new Transform({
    transform(chunk: Buffer, _, done) {
      left -= chunk.length
      if (left < 0) done(new TooMuchError())
      else done(null, chunk)
    },
  })
}
