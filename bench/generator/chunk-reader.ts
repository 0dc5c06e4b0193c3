/**
 * Turns chunks of received lines into messages, each distinct chunk once: a server that shares what it writes sends the same
 * bytes to many clients, and comparing is quicker than reading. Every byte is checked either way.
 */
import { lineBytes, readMessage, type ReadLine } from './message.ts'

export interface Chunk {
  readonly bytes: Buffer
  readonly messages: readonly ReadLine[]
  /** Lines that begin like messages and are not what was sent. */
  readonly altered: number
  /** Lines of refusals, as the server worded them. */
  readonly refusals: readonly string[]
}

const lineFeed = 10
const bracket = '['.charCodeAt(0)
const exclamation = '!'.charCodeAt(0)
const chunksKept = 512

export class ChunkReader {
  /** The last chunk of each length. */
  #known = new Map<number, Chunk>()

  /** Whole lines only. */
  read(bytes: Buffer): Chunk {
    const known = this.#known.get(bytes.length)
    if (known !== undefined && known.bytes.equals(bytes)) return known
    const chunk = readChunk(Buffer.from(bytes))
    if (this.#known.size >= chunksKept) this.#known = new Map()
    this.#known.set(bytes.length, chunk)
    return chunk
  }
}

function readChunk(bytes: Buffer): Chunk {
  const messages: ReadLine[] = []
  const refusals: string[] = []
  let altered = 0
  for (let start = 0; start < bytes.length;) {
    const message = bytes[start] === bracket ? readMessage(bytes, start) : null
    if (message !== null) {
      messages.push(message)
      start += lineBytes
      continue
    }
    const end = bytes.indexOf(lineFeed, start)
    if (bytes[start] === bracket) altered += 1
    if (bytes[start] === exclamation) refusals.push(bytes.toString('utf8', start, end))
    start = end + 1
  }
  return { bytes, messages, altered, refusals }
}
