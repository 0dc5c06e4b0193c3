/** Owns departures that were told before this node heard that the user is nowhere: either the news is on its way, or they have come back elsewhere. */
import type { EventOf } from '../core/events.ts'
import type { UserId } from '../core/types.ts'
import type { Receive } from './bus.ts'

export interface EarlyDeparturePorts {
  readonly isOnline: (user: UserId) => boolean
  readonly deliver: Receive
  readonly clock: { after(ms: number, run: () => void): () => void }
}

/** The longest that this node's knowledge of others is wrong while nothing comes through: some beats. */
const patience = 30_000
/** How long a departure may be on its way while the same user is back already. Less than it takes until a node counts as dead: whoever had just come there has gone. */
const late = 1500
const most = 10_000

interface Waiting {
  readonly event: EventOf<'user.departed'>
  readonly cancel: () => void
}

export class EarlyDepartures {
  readonly #ports: EarlyDeparturePorts
  readonly #waiting = new Map<UserId, Waiting>()
  readonly #justArrived = new Set<UserId>()

  constructor(ports: EarlyDeparturePorts) {
    this.#ports = ports
  }

  /** Whether the event is not to be told, now or at all. It was true when it was published: nobody publishes it of somebody who is anywhere. */
  takes(event: EventOf<'user.departed'>): boolean {
    const { id } = event.user
    if (!this.#ports.isOnline(id)) return false
    this.#drop(id)
    if (this.#justArrived.has(id) || this.#waiting.size >= most) return true
    const cancel = this.#ports.clock.after(patience, () => this.#waiting.delete(id))
    this.#waiting.set(id, { event, cancel })
    return true
  }

  /** The user is somewhere again. */
  arrived(user: UserId): void {
    this.#drop(user)
    if (this.#justArrived.size >= most) return
    this.#justArrived.add(user)
    this.#ports.clock.after(late, () => this.#justArrived.delete(user))
  }

  /** The user is nowhere any more. */
  gone(user: UserId): void {
    const waiting = this.#waiting.get(user)
    if (waiting === undefined) return
    this.#drop(user)
    this.#ports.deliver([waiting.event])
  }

  #drop(user: UserId): void {
    this.#waiting.get(user)?.cancel()
    this.#waiting.delete(user)
  }
}
