/** Owns what each client had last of each sender in its channels: the next one follows it. */
import { placesOf, seatInRing, type Layout, type Member } from '../layout.ts'
import type { ReadMessage } from './message.ts'

export class Order {
  readonly #layout: Layout
  readonly #places: readonly Member[]
  /** How many senders a client hears. */
  readonly #heard: number
  /** Sequence numbers. */
  readonly #last: Int32Array

  constructor(layout: Layout) {
    this.#layout = layout
    this.#places = placesOf(layout)
    this.#heard = layout.isRing === true ? (layout.channelSizes[0] ?? 0) : layout.sendersPerChannel
    const clients = this.#places.reduce((most, { number }) => Math.max(most, number + 1), 0)
    this.#last = new Int32Array(clients * this.#heard).fill(-1)
  }

  /** Whether this client is in that channel. */
  isIn(client: number, channel: number): boolean {
    if (this.#layout.isRing === true) return seatInRing(this.#layout, client, channel) >= 0
    return this.#places[client]?.channel === channel
  }

  /** Whether it comes after the one that this client had last of that sender. */
  follows(client: number, message: ReadMessage): boolean {
    const cell = client * this.#heard + this.#place(client, message)
    const isNext = (this.#last[cell] ?? -1) + 1 === message.sequence
    this.#last[cell] = message.sequence
    return isNext
  }

  /** Among those that a client hears: in a ring one of each channel. */
  #place(client: number, { sender, channel }: ReadMessage): number {
    if (this.#layout.isRing === true) return Math.max(0, seatInRing(this.#layout, client, channel))
    return this.#places[sender]?.seat ?? 0
  }
}
