/** Owns departures that were told before this node heard that the user is nowhere: either the news is on its way, or they have come back elsewhere. */
import type { EventOf } from '../core/events.ts'
import type { UserId } from '../core/types.ts'
import type { Receive } from './bus.ts'

export interface EarlyDeparturePorts {
  readonly isOnline: (user: UserId) => boolean
  readonly deliver: Receive
  readonly clock: { after(ms: number, run: () => void): () => void }
}

/** How long news may be on its way. */
const patience = 2000
const most = 10_000

interface Waiting {
  readonly event: EventOf<'user.departed'>
  readonly cancel: () => void
}

export class EarlyDepartures {
  readonly #ports: EarlyDeparturePorts
  readonly #waiting = new Map<UserId, Waiting>()

  constructor(ports: EarlyDeparturePorts) {
    this.#ports = ports
  }

  /** Whether the event is kept for now. */
  takes(event: EventOf<'user.departed'>): boolean {
    const { id } = event.user
    if (!this.#ports.isOnline(id)) return false
    this.#drop(id)
    if (this.#waiting.size >= most) return true
    const cancel = this.#ports.clock.after(patience, () => this.#waiting.delete(id))
    this.#waiting.set(id, { event, cancel })
    return true
  }

  /** The user is nowhere any more. */
  gone(user: UserId): void {
    const waiting = this.#waiting.get(user)
    if (waiting === undefined) return
    this.#drop(user)
    this.#ports.deliver(waiting.event)
  }

  #drop(user: UserId): void {
    this.#waiting.get(user)?.cancel()
    this.#waiting.delete(user)
  }
}
