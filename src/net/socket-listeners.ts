/** Owns the way from a socket's events to its connection: shared functions that find it through a property of the socket. */
import type { Socket } from 'node:net'

/** What the listeners tell: a `Connection`, whatever its door keeps with it. */
export interface SocketOwner {
  receive(chunk: Buffer): void
  peerEnded(): void
  over(error?: string): void
  gone(): void
}

const ownerOf = Symbol('owner')

declare module 'node:net' {
  interface Socket {
    [ownerOf]?: SocketOwner
  }
}

export function bindSocket(socket: Socket, owner: SocketOwner): void {
  socket[ownerOf] = owner
  socket.on('data', onData)
  socket.on('end', onEnd)
  socket.on('finish', onFinish)
  socket.on('error', onError)
  socket.on('close', onClose)
}

function onData(this: Socket, chunk: Buffer): void {
  this[ownerOf]?.receive(chunk)
}

function onEnd(this: Socket): void {
  const owner = this[ownerOf]
  if (owner === undefined) return
  owner.peerEnded()
  if (this.writableFinished) this.destroy()
}

/** The last words have left. The socket itself stays until the peer closes too, or its time is up. */
function onFinish(this: Socket): void {
  this[ownerOf]?.over()
  if (this.readableEnded) this.destroy()
}

function onError(this: Socket, error: NodeJS.ErrnoException): void {
  this[ownerOf]?.over(error.code ?? error.name)
}

function onClose(this: Socket): void {
  this[ownerOf]?.gone()
}
