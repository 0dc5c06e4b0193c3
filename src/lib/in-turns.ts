/** Owns what is to be dealt with piece by piece, in order, so that nothing else has to wait long for all of it. */

/** After so many milliseconds in one turn of the event loop, whenever it was added, the rest waits for the next. */
const longestPart = 4

/** Looking at the clock costs as much as a small piece: while a lot takes less than this, the next one is twice as many. */
const quickLot = 0.5

export class InTurns<Item> {
  readonly #deal: (item: Item) => void
  #waiting: Item[] = []
  #next = 0
  #lot = 1
  #lotBegan = 0
  /** Of this turn. */
  #partBegan: number | null = null
  #isUnderWay = false

  /** `deal` must not throw. What follows from it at once, through promises, counts as part of it. */
  constructor(deal: (item: Item) => void) {
    this.#deal = deal
  }

  /** They are dealt with behind what waits; if nothing does, from now on. */
  add(items: readonly Item[]): void {
    for (const item of items) this.#waiting.push(item)
    if (this.#isUnderWay || items.length === 0) return
    this.#isUnderWay = true
    if (this.#isLate(performance.now())) setImmediate(this.#begin)
    else this.#begin()
  }

  /** Deals at once with all that waits. */
  finish(): void {
    const rest = this.#waiting.slice(this.#next)
    this.#forget()
    for (const item of rest) this.#deal(item)
  }

  readonly #begin = (): void => {
    // Under a load that never ends, too, nothing is kept that was dealt with.
    this.#waiting = this.#waiting.slice(this.#next)
    this.#next = 0
    this.#lot = 1
    const now = performance.now()
    this.#partBegan ??= this.#beginPart(now)
    this.#dealLot(now)
  }

  readonly #goOn = (): void => {
    if (this.#next === this.#waiting.length) return this.#end()
    const now = performance.now()
    if (this.#isLate(now)) return void setImmediate(this.#begin)
    this.#lot = now - this.#lotBegan < quickLot ? this.#lot * 2 : 1
    this.#dealLot(now)
  }

  #isLate(now: number): boolean {
    return this.#partBegan !== null && now - this.#partBegan > longestPart
  }

  #beginPart(now: number): number {
    setImmediate(this.#endPart)
    return now
  }

  readonly #endPart = (): void => void (this.#partBegan = null)

  #dealLot(now: number): void {
    this.#lotBegan = now
    const lot = this.#waiting.slice(this.#next, this.#next + this.#lot)
    this.#next += lot.length
    for (const item of lot) this.#deal(item)
    void Promise.resolve().then(this.#afterThem)
  }

  /** Promises come first: when this goes on, nothing is left that follows from the lot before. */
  readonly #afterThem = (): void => process.nextTick(this.#goOn)

  #end(): void {
    this.#forget()
    this.#isUnderWay = false
  }

  #forget(): void {
    this.#waiting = []
    this.#next = 0
  }
}
