/** Owns how fast one client sends: a budget of lines, beside the budget of its user, and how long it has been made to wait. */
import { fullBucket, takeTokens, type Bucket, type BucketRate } from '../../lib/token-bucket.ts'

/** Milliseconds somebody may be made to wait in a row before they are thought to flood. */
const floodPatience = 30_000

export class Pace {
  #lines: Bucket | null = null
  #waitedMs = 0
  #waitedUntil = 0

  /** Takes a line, or answers the milliseconds until there is one. */
  takeLine(rate: BucketRate, now: number): number {
    this.#lines ??= fullBucket(rate, now)
    return takeTokens(this.#lines, 1, { ...rate, now })
  }

  /** Counts a wait that begins now. Time in which nothing had to wait is forgiven. `true`: that is a flood. */
  waits(milliseconds: number, now: number): boolean {
    const free = Math.max(0, now - this.#waitedUntil)
    this.#waitedMs = Math.max(0, this.#waitedMs - free) + milliseconds
    this.#waitedUntil = now + milliseconds
    return this.#waitedMs > floodPatience
  }
}
