/** A body on its way to whoever asked: as fast as it is taken, and nothing of it is kept once it has left. */
import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { releaseBytes } from '../../../lib/release-bytes.ts'

/** Resolves when it is over, whichever way: what cannot be sent whole is cut off, so that nobody takes a part for all. */
export async function flow(source: Readable, to: ServerResponse): Promise<void> {
  try {
    for await (const piece of source) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a stream of bytes is made of
      const bytes = piece as Uint8Array
      await sent(bytes, to)
      releaseBytes(bytes)
    }
    to.end()
  } catch {
    to.destroy()
  }
}

/** Rejects where whoever asked has gone. */
function sent(bytes: Uint8Array, to: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('whoever asked has gone'))
    if (to.destroyed) return gone()
    to.once('close', gone)
    to.write(bytes, (error) => {
      to.off('close', gone)
      if (error == null) resolve()
      else reject(error)
    })
  })
}
