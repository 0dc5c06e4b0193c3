/** Counts what arrived: every message once for each of its receivers, in the order it was sent. */
import { Histogram, type HistogramRecord } from '../percentiles.ts'
import { placesOf, type Layout, type Place } from '../layout.ts'
import type { Chunk } from './chunk-reader.ts'
import { microseconds } from './message.ts'

export interface Counts {
  /** On the machine's monotonic clock. */
  readonly at: number
  readonly sent: number
  readonly deliveries: number
  readonly bytes: number
  readonly reads: number
  /** Microseconds from a message's stamp to each of its arrivals, since the counts were last taken. */
  readonly latency: HistogramRecord
  /** How late the generator itself sent, in microseconds. */
  readonly lateness: HistogramRecord
  /** Processor time of the generator so far, in seconds. */
  readonly ownCpu: number
}

export class Tally {
  readonly latency = new Histogram()
  sent = 0
  deliveries = 0
  bytes = 0
  reads = 0
  altered = 0
  disorder = 0
  readonly lateness = new Histogram()
  readonly refusals = new Set<string>()
  readonly #places: readonly Place[]
  readonly #width: number
  /** The last number that each client has of each sender in its channel. */
  readonly #last: Int32Array

  /** Who observes whom, by the number of the sender. */
  readonly #observers: ReadonlyMap<number, number>

  constructor(layout: Layout, observers: ReadonlyMap<number, number>) {
    this.#observers = observers
    this.#places = placesOf(layout)
    this.#width = layout.sendersPerChannel
    this.#last = new Int32Array(this.#places.length * this.#width).fill(-1)
  }

  /** Adds what one client received; `observed` is called with the sender of each message that this client is the observer of. */
  take(client: number, chunk: Chunk, observed: (sender: number) => void): void {
    const now = microseconds()
    const channel = this.#places[client]?.channel ?? -1
    for (const message of chunk.messages) {
      this.latency.add(now - message.time)
      if (message.channel !== channel) this.altered += 1
      this.#follow(client, message.sender, message.sequence)
      if (this.#observers.get(message.sender) === client) observed(message.sender)
    }
    this.deliveries += chunk.messages.length
    this.bytes += chunk.bytes.length
    this.reads += 1
    this.altered += chunk.altered
    for (const refusal of chunk.refusals) this.refusals.add(refusal)
  }

  counts(): Counts {
    const { user, system } = process.cpuUsage()
    const { sent, deliveries, bytes, reads } = this
    const counts = {
      at: microseconds(),
      sent,
      deliveries,
      bytes,
      reads,
      lateness: this.lateness.record(),
      latency: this.latency.record(),
    }
    this.latency.clear()
    this.lateness.clear()
    return { ...counts, ownCpu: (user + system) / 1e6 }
  }

  #follow(client: number, sender: number, sequence: number): void {
    const cell = this.#cell(client, sender)
    if ((this.#last[cell] ?? -1) + 1 !== sequence) this.disorder += 1
    this.#last[cell] = sequence
  }

  #cell(client: number, sender: number): number {
    return client * this.#width + (this.#places[sender]?.seat ?? 0)
  }
}
