/** The bus of a single node: hands every event to this node's own receivers, in order. */
import type { ChatEvent } from '../core/events.ts'
import type { Bus, FanoutLog, Receive } from './bus.ts'
import { volleysOf, type Volley } from './volley.ts'

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
      for (const volley of volleysOf(batch)) this.#deliver(volley)
    }
    this.#delivering = false
  }

  #deliver(volley: Volley): void {
    for (const receive of this.#receivers) {
      try {
        receive(volley)
      } catch (error) {
        this.#log.error({ err: error, event: volley[0].type }, 'an event could not be delivered')
      }
    }
  }
}
