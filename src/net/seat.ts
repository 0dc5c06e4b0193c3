/** Owns what a socket counts for in the limits, from its first moment to its close, through one listener shared by all. */
import type { Socket } from 'node:net'
import type { ConnectionCounts } from './connection-counts.ts'

interface Seat {
  readonly counts: ConnectionCounts
  address: string | null
}

const seatOf = Symbol('seat')

declare module 'node:net' {
  interface Socket {
    [seatOf]?: Seat
  }
}

/** Counts the socket among all. */
export function takeSeat(socket: Socket, counts: ConnectionCounts): void {
  socket[seatOf] = { counts, address: null }
  counts.add()
  socket.once('close', leaveSeat)
}

/** Counts it for its address too, once that is known. */
export function nameSeat(socket: Socket, address: string): void {
  const seat = socket[seatOf]
  if (seat === undefined || seat.address !== null) return
  seat.address = address
  seat.counts.addFrom(address)
}

function leaveSeat(this: Socket): void {
  const seat = this[seatOf]
  if (seat === undefined) return
  seat.counts.remove()
  if (seat.address !== null) seat.counts.removeFrom(seat.address)
}
