/** Owns what a socket counts for in the limits, from its first moment to its close, through one listener shared by all. */
import type { Socket } from 'node:net'
import type { ConnectionCounts } from './connection-counts.ts'

interface Counted {
  readonly counts: ConnectionCounts
  address: string | null
}

const countedAs = Symbol('counted')

declare module 'node:net' {
  interface Socket {
    [countedAs]?: Counted
  }
}

/** Counts the socket among all. */
export function countSocket(socket: Socket, counts: ConnectionCounts): void {
  socket[countedAs] = { counts, address: null }
  counts.add()
  socket.once('close', uncount)
}

/** Counts it for its address too, once that is known. */
export function countAddress(socket: Socket, address: string): void {
  const counted = socket[countedAs]
  if (counted === undefined || counted.address !== null) return
  counted.address = address
  counted.counts.addFrom(address)
}

/** From now on it counts for another address; `null`: for none. */
export function recountAddress(socket: Socket, address: string | null): void {
  const counted = socket[countedAs]
  // Of one that is closed nothing is counted any more.
  if (counted === undefined || socket.destroyed) return
  if (counted.address !== null) counted.counts.removeFrom(counted.address)
  counted.address = address
  if (address !== null) counted.counts.addFrom(address)
}

function uncount(this: Socket): void {
  const counted = this[countedAs]
  if (counted === undefined) return
  counted.counts.remove()
  if (counted.address !== null) counted.counts.removeFrom(counted.address)
}
