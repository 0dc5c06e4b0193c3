/** The bus of a single node: hands every event to this node's own receivers, in order. */
import type { ChatEvent } from '../core/events.ts'
import type { Bus, FanoutLog, Receive } from './bus.ts'

export class LocalBus implements Bus {
  readonly #log: FanoutLog
  readonly #receivers: Receive[] = []
  #waiting: ChatEvent[] = []
  #delivering = false

  constructor(log: FanoutLog) {
    this.#log = log
  }

  subscribe(receive: Receive): void {
    this.#receivers.push(receive)
  }

  /** What a receiver publishes in turn comes after what is being delivered. */
  publish(events: readonly ChatEvent[]): void {
    for (const event of events) this.#waiting.push(event)
    if (this.#delivering) return
    this.#delivering = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      for (const event of batch) this.#deliver(event)
    }
    this.#delivering = false
  }

  #deliver(event: ChatEvent): void {
    for (const receive of this.#receivers) {
      try {
        receive(event)
      } catch (error) {
        this.#log.error({ err: error, event: event.type }, 'an event could not be delivered')
      }
    }
  }
}
