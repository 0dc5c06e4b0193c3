/** Owns the way from a socket's events to its connection: shared functions that find it through a property of the socket. */
import type { Socket } from 'node:net'
import type { Connection } from './connection.ts'

const connectionOf = Symbol('connection')

declare module 'node:net' {
  interface Socket {
    [connectionOf]?: Connection
  }
}

export function bindSocket(socket: Socket, connection: Connection): void {
  socket[connectionOf] = connection
  socket.on('data', onData)
  socket.on('end', onEnd)
  socket.on('finish', onFinish)
  socket.on('error', onError)
  socket.on('close', onClose)
}

function onData(this: Socket, chunk: Buffer): void {
  this[connectionOf]?.receive(chunk)
}

function onEnd(this: Socket): void {
  const connection = this[connectionOf]
  if (connection === undefined) return
  connection.peerEnded()
  if (this.writableFinished) this.destroy()
}

/** The last words have left. The socket itself stays until the peer closes too, or its time is up. */
function onFinish(this: Socket): void {
  this[connectionOf]?.over()
  if (this.readableEnded) this.destroy()
}

function onError(this: Socket, error: NodeJS.ErrnoException): void {
  this[connectionOf]?.over(error.code ?? error.name)
}

function onClose(this: Socket): void {
  this[connectionOf]?.over('peer')
}
