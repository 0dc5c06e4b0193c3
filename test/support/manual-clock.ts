/** A clock that stands still until a test moves it; due timers run in order of their time, then of their making. */
import type { Clock } from '../../src/core/ports.ts'

interface Timer {
  readonly due: number
  readonly order: number
  readonly period: number | null
  readonly run: () => void
}

export class ManualClock implements Clock {
  #now: number
  #order = 0
  readonly #timers = new Map<number, Timer>()

  constructor(start = 1_700_000_000_000) {
    this.#now = start
  }

  // Arrow fields, so that `clock.now` can be handed on by itself.
  readonly now = (): number => this.#now

  readonly after = (ms: number, run: () => void): (() => void) => this.#add({ ms, period: null, run })

  readonly every = (ms: number, run: () => void): (() => void) => {
    const period = Math.max(1, ms)
    return this.#add({ ms: period, period, run })
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size
  }

  /** Moves the time on, running every timer that falls due on the way, those made meanwhile included. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (let next = this.#nextDue(end); next !== null; next = this.#nextDue(end)) {
      this.#timers.delete(next.order)
      this.#now = Math.max(this.#now, next.due)
      if (next.period !== null) this.#timers.set(next.order, { ...next, due: next.due + next.period })
      next.run()
    }
    this.#now = end
  }

  #add(timer: { ms: number; period: number | null; run: () => void }): () => void {
    const order = this.#order++
    this.#timers.set(order, {
      due: this.#now + Math.max(0, timer.ms),
      order,
      period: timer.period,
      run: timer.run,
    })
    return () => {
      this.#timers.delete(order)
    }
  }

  #nextDue(end: number): Timer | null {
    let first: Timer | null = null
    for (const timer of this.#timers.values()) {
      if (timer.due > end) continue
      if (first === null || timer.due < first.due || (timer.due === first.due && timer.order < first.order))
        first = timer
    }
    return first
  }
}
