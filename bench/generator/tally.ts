/** Counts what arrived: every message once for each of its receivers, in the order it was sent. */
import { Histogram, type HistogramRecord } from '../percentiles.ts'
import type { Layout } from '../layout.ts'
import type { Chunk } from './chunk-reader.ts'
import { microseconds } from './message.ts'
import { Order } from './order.ts'

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
  readonly #order: Order
  /** Who observes whom, by the number of the sender. */
  readonly #observers: ReadonlyMap<number, number>

  constructor(layout: Layout, observers: ReadonlyMap<number, number>) {
    this.#observers = observers
    this.#order = new Order(layout)
  }

  /** Adds what one client received; `observed` is called with the sender of each message that this client is the observer of. */
  take(client: number, chunk: Chunk, observed: (sender: number) => void): void {
    const now = microseconds()
    for (const message of chunk.messages) {
      this.latency.add(now - message.time)
      if (!this.#order.isIn(client, message.channel)) this.altered += 1
      if (!this.#order.follows(client, message)) this.disorder += 1
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
}
