/**
 * Owns how long the event loop stood still: for how long it was at work before it looked for anything new. What just came before is
 * counted with it, and what timers do in the same turn perhaps with the next.
 */
import { createHistogram, performance } from 'node:perf_hooks'

/** The loop is looked at so often, in milliseconds: a stall reads too long by less than that. */
const interval = 2

/** After so many looks at a loop that did less than this, there are none until something happens: a timer would wake a server that rests. */
const quietLooks = 5
const quiet = 0.5

const nanoseconds = 1e6

/** In seconds. */
export interface StallFigures {
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
}

export class Stalls {
  readonly #durations = createHistogram()
  #at = 0
  #waited = 0
  #quiet = 0

  /** Called once. */
  start(): void {
    this.#at = performance.now()
    this.#waited = performance.nodeTiming.idleTime
    this.#rest()
  }

  /** Since this was last asked, what is under way included. */
  take(): StallFigures {
    this.#record()
    const within = (percent: number) => this.#durations.percentile(percent) / 1e9
    const taken = { p50: within(50), p90: within(90), p99: within(99), max: this.#durations.max / 1e9 }
    this.#durations.reset()
    return taken
  }

  /** An immediate that holds nobody up runs in the turn that comes about anyway, and makes none. */
  #rest(): void {
    setImmediate(this.#wake).unref()
  }

  readonly #wake = (): void => {
    this.#quiet = quietLooks
    this.#watch()
  }

  #watch(): void {
    setTimeout(this.#look, interval).unref()
  }

  readonly #look = (): void => {
    this.#quiet = this.#record() > quiet ? 0 : this.#quiet + 1
    if (this.#quiet < quietLooks) this.#watch()
    else this.#rest()
  }

  /** Of the time since the last look, what was not spent waiting for something to happen. */
  #record(): number {
    const [at, waited] = [performance.now(), performance.nodeTiming.idleTime]
    const busy = at - this.#at - (waited - this.#waited)
    this.#at = at
    this.#waited = waited
    this.#durations.record(Math.max(1, Math.round(busy * nanoseconds)))
    return busy
  }
}
