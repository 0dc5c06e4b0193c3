/** Owns what the hub knows of one client: where it sits, and what is held for it while it is signing in. */
import { isPositioned, positionOf, type ChatEvent } from '../core/events.ts'
import type { ChannelId } from '../core/types.ts'
import type { Client } from './client.ts'
import type { Delivery } from './delivery.ts'
import type { SeatedChannel } from './seated-channel.ts'

/** Events held for one client before it is given up as slow. */
const mostHeld = 10_000

export class Seat {
  readonly client: Client
  /** The channels it hears. */
  readonly channels: SeatedChannel[] = []
  #held: Delivery[] | null = null
  /** Channels the user left while this client was signing in: an older list of memberships must not bring them back. */
  #left: Set<ChannelId> | null = null
  /** How far it was shown channels whose messages up to there are still on their way. */
  #shownAhead: Map<ChannelId, number> | null = null

  constructor(client: Client) {
    this.client = client
  }

  get isHolding(): boolean {
    return this.#held !== null
  }

  hold(): void {
    this.#held = []
    this.#left = new Set()
  }

  give(delivery: Delivery): void {
    if (this.#held === null && this.#shownAhead === null) delivery.giveTo(this.client)
    else for (const part of delivery.parts) this.#givePart(part)
  }

  #givePart(delivery: Delivery): void {
    if (this.#held === null) this.#giveUnlessShown(delivery)
    else if (this.#held.length < mostHeld) this.#held.push(delivery)
    else {
      this.letGo()
      this.client.close('slow')
    }
  }

  /**
   * Gives what was held, without the messages this client was shown otherwise. `ahead`: those of `shown` whose messages have not
   * all come yet; they are passed over when they do.
   */
  release(shown: ReadonlyMap<ChannelId, number>, ahead: Map<ChannelId, number>): void {
    if (ahead.size > 0) this.#shownAhead = ahead
    const held = this.letGo()
    for (const delivery of held) {
      const { event } = delivery
      const seen = isPositioned(event) ? (shown.get(event.channel.id) ?? 0) : 0
      if (!isPositioned(event) || positionOf(event) > seen) delivery.giveTo(this.client)
    }
  }

  /** Ends holding and answers what was held. */
  letGo(): readonly Delivery[] {
    const held = this.#held ?? []
    this.#held = null
    this.#left = null
    return held
  }

  #giveUnlessShown(delivery: Delivery): void {
    if (this.#shownAhead === null || !this.#wasShown(delivery.event, this.#shownAhead))
      delivery.giveTo(this.client)
  }

  #wasShown(event: ChatEvent, ahead: Map<ChannelId, number>): boolean {
    const shown = isPositioned(event) ? ahead.get(event.channel.id) : undefined
    if (shown === undefined || !isPositioned(event)) return false
    if (positionOf(event) <= shown) return true
    ahead.delete(event.channel.id)
    if (ahead.size === 0) this.#shownAhead = null
    return false
  }

  remembersJoining(channel: ChannelId): void {
    this.#left?.delete(channel)
  }

  remembersLeaving(channel: ChannelId): void {
    this.#left?.add(channel)
  }

  hasLeft(channel: ChannelId): boolean {
    return this.#left?.has(channel) ?? false
  }
}
