/** Owns one volley on its way to many clients: its bytes, made once per wire flavour. */
import type { ChatEvent } from '../core/events.ts'
import type { UserId } from '../core/types.ts'
import type { FanoutLog } from './bus.ts'
import type { Client, Encoded, Flavour } from './client.ts'
import type { Volley } from './volley.ts'

/** Kept by the hub, for all deliveries together. */
export interface DeliveryTally {
  given: number
}

export interface DeliveryPorts {
  readonly log: FanoutLog
  readonly tally: DeliveryTally
}

/** A volley as one flavour shows it. */
interface Form {
  /** How many of its events are shown. */
  readonly shown: number
  readonly others: Buffer | null
  readonly own: Buffer | null
  readonly owner: UserId | null
}

export class Delivery {
  readonly volley: Volley
  readonly #ports: DeliveryPorts
  /** The last flavour and its form, so that the common case is one comparison. */
  #flavour: Flavour | null = null
  #form: Form = { shown: 0, others: null, own: null, owner: null }
  #earlier: Map<Flavour, Form> | null = null
  #parts: readonly Delivery[] | null = null

  constructor(volley: Volley, ports: DeliveryPorts) {
    this.volley = volley
    this.#ports = ports
  }

  /** The only event, or the first of several. */
  get event(): ChatEvent {
    return this.volley[0]
  }

  /** The same event by event, for whoever is not to have all of them. */
  get parts(): readonly Delivery[] {
    this.#parts ??=
      this.volley.length === 1 ? [this] : this.volley.map((event) => new Delivery([event], this.#ports))
    return this.#parts
  }

  /** Gives a client its bytes and then lets its door notice. A door that fails is logged and harms nobody else. */
  giveTo(client: Client): void {
    if (client.flavour !== this.#flavour) this.#turnTo(client.flavour)
    const { shown, others, own, owner } = this.#form
    const isOwn = owner !== null && client.user !== null && client.user.id === owner
    const bytes = isOwn ? own : others
    if (bytes !== null) {
      this.#ports.tally.given += shown
      if (client.deliver === undefined) client.send(bytes)
      else client.deliver(this.volley, bytes)
    }
    if (client.noticed !== undefined) for (const event of this.volley) this.#notice(client, event)
  }

  #notice(client: Client, event: ChatEvent): void {
    try {
      client.noticed?.(event)
    } catch (error) {
      const { type } = event
      this.#ports.log.error(
        { err: error, event: type, client: client.id },
        'a door could not follow an event',
      )
    }
  }

  #turnTo(flavour: Flavour): void {
    let form = this.#earlier?.get(flavour)
    if (form === undefined) {
      form = formOf(this.volley.map((event) => this.#encode(flavour, event)))
      this.#earlier ??= new Map()
      this.#earlier.set(flavour, form)
    }
    this.#flavour = flavour
    this.#form = form
  }

  #encode(flavour: Flavour, event: ChatEvent): Encoded {
    try {
      return flavour.encode(event)
    } catch (error) {
      this.#ports.log.error({ err: error, event: event.type }, 'an event could not be encoded')
      return null
    }
  }
}

/** A volley is by one author, so all that anybody sees differently is of one owner. */
function formOf(encoded: readonly Encoded[]): Form {
  const shown = encoded.filter((one) => one !== null)
  let owner: UserId | null = null
  for (const one of shown) if (!Buffer.isBuffer(one)) owner = one.owner
  const others = joined(shown.map((one) => (Buffer.isBuffer(one) ? one : one.others)))
  const own = owner === null ? others : joined(shown.map((one) => (Buffer.isBuffer(one) ? one : one.own)))
  return { shown: shown.length, others, own, owner }
}

function joined(parts: readonly Buffer[]): Buffer | null {
  const [first, ...more] = parts
  if (first === undefined) return null
  return more.length === 0 ? first : Buffer.concat(parts)
}
