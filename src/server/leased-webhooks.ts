/** Webhooks are told by one node at a time: by the one that has been here longest, as far as each node knows. */
import type { ChatEvent } from '../core/events.ts'
import type { DeliveryCounters, WebhookDeliveries } from '../effects/webhooks/deliveries.ts'

export interface LeasePorts {
  readonly make: () => WebhookDeliveries
  readonly isOurs: () => boolean
}

export class LeasedWebhooks {
  readonly #ports: LeasePorts
  #deliveries: WebhookDeliveries | null = null
  #before: Omit<DeliveryCounters, 'failing'> = { taken: 0, failed: 0, givenUp: 0 }
  #turning: Promise<void> = Promise.resolve()
  #ended = false

  constructor(ports: LeasePorts) {
    this.#ports = ports
  }

  /** The nodes may be others now. */
  follow(): Promise<void> {
    this.#turning = this.#turning.then(() => this.#turn())
    return this.#turning
  }

  /** Facts may have been lost. */
  async refresh(): Promise<void> {
    await this.#deliveries?.refresh()
  }

  noticed(event: ChatEvent): void {
    this.#deliveries?.noticed(event)
  }

  counters(): DeliveryCounters {
    const { taken, failed, givenUp, failing } = this.#deliveries?.counters() ?? none
    const { taken: t, failed: f, givenUp: g } = this.#before
    return { taken: taken + t, failed: failed + f, givenUp: givenUp + g, failing }
  }

  async stop(): Promise<void> {
    this.#ended = true
    await this.follow()
  }

  async #turn(): Promise<void> {
    const isOurs = this.#ports.isOurs() && !this.#ended
    const deliveries = this.#deliveries
    if (isOurs && deliveries === null) {
      this.#deliveries = this.#ports.make()
      await this.#deliveries.start()
    } else if (!isOurs && deliveries !== null) {
      await deliveries.stop()
      this.#before = this.counters()
      this.#deliveries = null
    }
  }
}

const none: DeliveryCounters = { taken: 0, failed: 0, givenUp: 0, failing: 0 }
