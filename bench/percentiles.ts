/** A histogram of whole numbers, exact to 1.6 %, small enough to send between processes and to add up. */

/** Below this every number has its own place; above, each doubling has half as many. */
const exact = 128
const half = exact / 2
const places = 26 * half + exact

export interface HistogramRecord {
  readonly counts: readonly number[]
  readonly largest: number
}

export class Histogram {
  readonly #counts = new Float64Array(places)
  #largest = 0

  /** Numbers below 0 count as 0, for instance a time between two clocks that are read one after the other. */
  add(number: number): void {
    const whole = number < 0 ? 0 : Math.min(Math.round(number), 2 ** 31 - 1)
    const place = placeOf(whole)
    this.#counts[place] = (this.#counts[place] ?? 0) + 1
    if (whole > this.#largest) this.#largest = whole
  }

  clear(): void {
    this.#counts.fill(0)
    this.#largest = 0
  }

  merge(record: HistogramRecord): void {
    for (const [place, count] of record.counts.entries())
      this.#counts[place] = (this.#counts[place] ?? 0) + count
    this.#largest = Math.max(this.#largest, record.largest)
  }

  record(): HistogramRecord {
    return { counts: [...this.#counts], largest: this.#largest }
  }

  /** How many there are. */
  get total(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }

  get largest(): number {
    return this.#largest
  }

  /** The number that `percent` of all are at or below; 0 when there are none. */
  percentile(percent: number): number {
    const wanted = Math.max(1, Math.ceil((this.total * percent) / 100))
    let seen = 0
    for (const [place, count] of this.#counts.entries()) {
      seen += count
      if (seen >= wanted) return Math.min(topOf(place), this.#largest)
    }
    return 0
  }
}

function placeOf(whole: number): number {
  if (whole < exact) return whole
  const shift = 25 - Math.clz32(whole)
  return shift * half + (whole >>> shift)
}

/** The largest number that has this place. */
function topOf(place: number): number {
  if (place < exact) return place
  const shift = Math.floor(place / half) - 1
  return (place - shift * half + 1) * 2 ** shift - 1
}
