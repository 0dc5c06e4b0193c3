/** Owns one event on its way to many clients: its bytes, made once per wire flavour. */
import type { ChatEvent } from '../core/events.ts'
import type { UserId } from '../core/types.ts'
import type { FanoutLog } from './bus.ts'
import type { Client, Encoded, Flavour } from './client.ts'

/** Kept by the hub, for all deliveries together. */
export interface DeliveryTally {
  given: number
}

export interface DeliveryPorts {
  readonly log: FanoutLog
  readonly tally: DeliveryTally
}

export class Delivery {
  readonly event: ChatEvent
  readonly #log: FanoutLog
  readonly #tally: DeliveryTally
  #flavour: Flavour | null = null
  /** The bytes of `#flavour`, taken apart so that the common case is one comparison. */
  #others: Buffer | null = null
  #own: Buffer | null = null
  #owner: UserId | null = null
  #earlier: Map<Flavour, Encoded> | null = null

  constructor(event: ChatEvent, ports: DeliveryPorts) {
    this.event = event
    this.#log = ports.log
    this.#tally = ports.tally
  }

  /** Gives a client its bytes and then lets its door notice. A door that fails is logged and harms nobody else. */
  giveTo(client: Client): void {
    if (client.flavour !== this.#flavour) this.#turnTo(client.flavour)
    const isOwn = this.#owner !== null && client.user !== null && client.user.id === this.#owner
    const bytes = isOwn ? this.#own : this.#others
    if (bytes !== null) {
      this.#tally.given += 1
      if (client.deliver === undefined) client.send(bytes)
      else client.deliver(this.event, bytes)
    }
    if (client.noticed !== undefined) this.#notice(client)
  }

  #notice(client: Client): void {
    try {
      client.noticed?.(this.event)
    } catch (error) {
      const { type } = this.event
      this.#log.error({ err: error, event: type, client: client.id }, 'a door could not follow an event')
    }
  }

  #turnTo(flavour: Flavour): void {
    let encoded = this.#earlier?.get(flavour)
    if (encoded === undefined) {
      encoded = this.#encode(flavour)
      this.#earlier ??= new Map()
      this.#earlier.set(flavour, encoded)
    }
    this.#flavour = flavour
    if (encoded === null || Buffer.isBuffer(encoded)) {
      this.#others = encoded
      this.#own = encoded
      this.#owner = null
      return
    }
    this.#others = encoded.others
    this.#own = encoded.own
    this.#owner = encoded.owner
  }

  #encode(flavour: Flavour): Encoded {
    try {
      return flavour.encode(this.event)
    } catch (error) {
      this.#log.error({ err: error, event: this.event.type }, 'an event could not be encoded')
      return null
    }
  }
}
