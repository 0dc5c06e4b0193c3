/** Owns the short way out: sockets that are told one thing and closed. */
import type { Socket } from 'node:net'

/** How long the words may take to leave. */
const patience = 1000

export function turnAway(socket: Socket, words: Buffer): void {
  ignoreErrors(socket)
  socket.resume()
  socket.setTimeout(patience, destroyTimedOut)
  socket.end(words)
  socket.once('finish', destroyTimedOut)
}

/** For sockets that nobody owns yet or any more: how their other end leaves does not matter. */
export function ignoreErrors(socket: Socket): void {
  socket.on('error', ignore)
}

function ignore(): void {
  // See above.
}

function destroyTimedOut(this: Socket): void {
  this.destroy()
}
