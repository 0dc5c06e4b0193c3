/**
 * Turns chunks of what was received into messages, each distinct chunk once: a server that shares what it writes sends the same
 * bytes to many clients, and comparing is quicker than reading. Every byte is checked either way.
 */
import type { Heard } from './doors/door.ts'

export interface Chunk extends Heard {
  readonly bytes: Buffer
}

const chunksKept = 512

export class ChunkReader {
  readonly #read: (bytes: Buffer) => Heard
  /** The last chunk of each length. */
  #known = new Map<number, Chunk>()

  constructor(read: (bytes: Buffer) => Heard) {
    this.#read = read
  }

  /** Whole lines or frames only. */
  read(bytes: Buffer): Chunk {
    const known = this.#known.get(bytes.length)
    if (known !== undefined && known.bytes.equals(bytes)) return known
    const { messages, altered, refusals, answer } = this.#read(bytes)
    const chunk = { bytes: Buffer.from(bytes), messages, altered, refusals, answer }
    if (this.#known.size >= chunksKept) this.#known = new Map()
    this.#known.set(bytes.length, chunk)
    return chunk
  }
}
