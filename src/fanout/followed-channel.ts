/** Owns one channel's place in its order of events: what comes next, and what waits for something before it. */
import { isPositioned, positionOf, type ChatEvent, type PositionedEvent } from '../core/events.ts'
import type { ChannelId } from '../core/types.ts'
import type { Volley } from './volley.ts'

/** Events waiting behind a gap before it is re-read at once. */
const mostWaiting = 1000

/** An event without a position of its own, and the positioned one it was published after. */
interface Follower {
  readonly after: number
  readonly event: ChatEvent
}

export class FollowedChannel {
  readonly id: ChannelId
  /** The last position given out. */
  position: number
  isRereading = false
  readonly #ahead = new Map<number, PositionedEvent>()
  #followers: Follower[] = []
  #highest = 0
  /** How far the store says that the channel has come. */
  #expected = 0
  #stopWaiting: (() => void) | null = null

  constructor(id: ChannelId, position: number) {
    this.id = id
    this.position = position
  }

  get isWaiting(): boolean {
    return this.#ahead.size > 0 || this.#followers.length > 0
  }

  /** Whether something that the store knows of has not come. */
  get isBehind(): boolean {
    return this.#expected > this.position
  }

  expect(position: number): void {
    this.#expected = Math.max(this.#expected, position)
  }

  get isFull(): boolean {
    return this.#ahead.size + this.#followers.length >= mostWaiting
  }

  /** The usual case, without ceremony: nothing waits, and all of this comes next. Then it counts as given out. */
  takeNext(volley: Volley): boolean {
    if (this.isWaiting || this.isRereading) return false
    let { position } = this
    for (const event of volley) {
      if (!isPositioned(event)) continue
      if (positionOf(event) !== position + 1) return false
      position += 1
    }
    this.position = position
    return true
  }

  /** Takes the next event from the bus and gives out, in order, what may be delivered now. */
  *take(event: ChatEvent): Iterable<ChatEvent> {
    if (!isPositioned(event)) {
      if (!this.isWaiting) yield event
      else this.#followers.push({ after: this.#highest, event })
      return
    }
    const position = positionOf(event)
    if (position <= this.position) return
    this.#ahead.set(position, event)
    this.#highest = Math.max(this.#highest, position)
    if (!this.isRereading) yield* this.#due()
  }

  /**
   * Takes what the store has after `position`. It replaces what waits up to its own last position, so that nothing is shown in two
   * forms. The store has no events for what was changed again later: positions missing in it are not missing any more. With
   * `null` (no answer) the gap stays, unless too much waits behind it.
   */
  *fill(events: readonly ChatEvent[] | null): Iterable<ChatEvent> {
    const before = this.position
    for (const event of events ?? []) {
      if (!isPositioned(event)) continue
      const position = positionOf(event)
      if (position > this.position) yield* this.#step(position, event)
    }
    yield* this.#due()
    if (this.position > before || (events === null && !this.isFull)) return
    yield* this.#skipGap()
    yield* this.#due()
    // What was changed again later has no place there any more.
    if (events !== null && !this.isWaiting) this.position = Math.max(this.position, this.#expected)
  }

  wait(start: () => () => void): void {
    this.#stopWaiting ??= start()
  }

  cancelWait(): void {
    this.#stopWaiting?.()
    this.#stopWaiting = null
  }

  *#due(): Iterable<ChatEvent> {
    yield* this.#followersDue()
    for (let next = this.#ahead.get(this.position + 1); next; next = this.#ahead.get(this.position + 1)) {
      yield* this.#step(this.position + 1, next)
    }
  }

  *#step(position: number, event: ChatEvent): Iterable<ChatEvent> {
    for (const waiting of this.#ahead.keys()) if (waiting <= position) this.#ahead.delete(waiting)
    this.position = position
    yield event
    yield* this.#followersDue()
  }

  *#followersDue(): Iterable<ChatEvent> {
    while (this.#followers[0] !== undefined && this.#followers[0].after <= this.position) {
      const follower = this.#followers.shift()
      if (follower !== undefined) yield follower.event
    }
  }

  /** Goes on behind the gap: the store has nothing there, or has not answered for too long. */
  *#skipGap(): Iterable<ChatEvent> {
    if (this.#ahead.size === 0) return
    const first = Math.min(...this.#ahead.keys())
    const event = this.#ahead.get(first)
    if (event !== undefined) yield* this.#step(first, event)
  }
}
