/** Owns the time before a TLS handshake: the client's first bytes are awaited, and handed on in small pieces. */
import type { Socket } from 'node:net'

/**
 * What Node.js reads into, for as long as the connection lives, is 64 KiB where the first bytes come from the system, and 1 KiB
 * where they are handed to it. That 1 KiB must not be filled to the last byte, or 16 KiB are added.
 */
const pieceBytes = 1000

export interface HelloWait {
  readonly patienceMs: number
  /** May give the socket to a TLS server at once. */
  readonly came: () => void
  readonly timedOut: () => void
}

/** Of a socket that is closed meanwhile nothing is told. */
export function awaitHello(socket: Socket, { patienceMs, came, timedOut }: HelloWait): void {
  socket.setTimeout(patienceMs, timedOut)
  socket.once('data', (hello) => {
    socket.setTimeout(0, timedOut)
    socket.pause()
    putBack(socket, hello)
    // Putting back is told to a stream in the next tick, which would throw the bytes away if it flowed by then.
    process.nextTick(() => {
      if (socket.destroyed) return
      came()
      // Only what flows is read piece by piece.
      socket.resume()
    })
  })
  // Behind a header it was stopped.
  socket.resume()
}

function putBack(socket: Socket, bytes: Buffer): void {
  const last = bytes.length - 1 - ((bytes.length - 1) % pieceBytes)
  for (let at = last; at >= 0; at -= pieceBytes) socket.unshift(bytes.subarray(at, at + pieceBytes))
}
