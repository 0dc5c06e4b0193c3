/** Owns who on this node hears one channel, and how far it has been delivered. */
import { isPositioned, positionOf, type ChatEvent } from '../core/events.ts'
import type { ChannelId } from '../core/types.ts'
import type { Delivery } from './delivery.ts'
import type { Seat } from './seat.ts'

export class SeatedChannel {
  readonly id: ChannelId
  readonly seats = new Set<Seat>()
  /** The newest position delivered to everybody in `seats`. */
  position: number
  /** Seats that hear only what comes after a later position: they joined while earlier messages were still on their way. */
  #startingLater: Map<Seat, number> | null = null

  constructor(id: ChannelId, position: number) {
    this.id = id
    this.position = position
  }

  /** `from`: the newest position that is not for this seat. */
  add(seat: Seat, from: number): void {
    if (this.seats.has(seat)) return
    this.seats.add(seat)
    seat.channels.push(this)
    if (from <= this.position) return
    this.#startingLater ??= new Map()
    this.#startingLater.set(seat, from)
  }

  remove(seat: Seat): void {
    if (!this.seats.delete(seat)) return
    seat.channels.splice(seat.channels.indexOf(this), 1)
    this.#startingLater?.delete(seat)
  }

  give(delivery: Delivery): void {
    const parts = this.#startingLater === null ? [delivery] : delivery.parts
    for (const part of parts) this.#give(part)
  }

  #give(delivery: Delivery): void {
    const last = delivery.volley.at(-1)
    if (last !== undefined && isPositioned(last)) this.position = Math.max(this.position, positionOf(last))
    const starts = this.#startingLater
    for (const seat of this.seats) {
      if (starts === null || !isBefore(starts.get(seat), delivery.event)) seat.give(delivery)
    }
    if (starts !== null) this.#forgetStarted(starts)
  }

  #forgetStarted(starts: Map<Seat, number>): void {
    for (const [seat, start] of starts) if (start <= this.position) starts.delete(seat)
    if (starts.size === 0) this.#startingLater = null
  }
}

/** Whether an event is not for a seat because it happened before the seat's start. */
function isBefore(start: number | undefined, event: ChatEvent): boolean {
  return start !== undefined && isPositioned(event) && positionOf(event) <= start
}
