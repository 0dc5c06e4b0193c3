/** Owns how many things took how long: one whole number for each span of time, cheap enough to be kept always. */

/** The upper end of each span in seconds; what took longer is in the sum and the count alone. */
export const durationBounds = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
] as const

export interface CountedDurations {
  /** For each of `durationBounds`: how many took at most that long. */
  readonly within: readonly number[]
  readonly count: number
  /** Seconds. */
  readonly sum: number
}

export class DurationCounts {
  readonly #spans = durationBounds.map(() => 0)
  #count = 0
  #sum = 0

  add(seconds: number): void {
    this.#count += 1
    this.#sum += seconds
    const span = durationBounds.findIndex((bound) => seconds <= bound)
    if (span >= 0) this.#spans[span] = (this.#spans[span] ?? 0) + 1
  }

  read(): CountedDurations {
    let sofar = 0
    const within = this.#spans.map((here) => (sofar += here))
    return { within, count: this.#count, sum: this.#sum }
  }
}
