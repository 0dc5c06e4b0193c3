/** Files of any size that nobody has to keep: made of a block of noise and a few bytes of their own, the same each time. */
import { createHash, randomBytes } from 'node:crypto'

const block = randomBytes(256 * 1024)

export interface MadeFile {
  readonly name: string
  readonly size: number
  /** SHA-256, in hexadecimal. */
  readonly digest: string
  chunks(): Generator<Buffer>
}

/** Two with the same number are the same. */
export function madeFile(number: number, size: number): MadeFile {
  const head = Buffer.from(`${String(number).padStart(15, '0')}\n`)
  function* chunks(): Generator<Buffer> {
    yield head.subarray(0, size)
    for (let left = size - head.length; left > 0; left -= block.length)
      yield left < block.length ? block.subarray(0, left) : block
  }
  const digest = createHash('sha256')
  for (const chunk of chunks()) digest.update(chunk)
  return { name: `${number}.bin`, size, digest: digest.digest('hex'), chunks }
}
