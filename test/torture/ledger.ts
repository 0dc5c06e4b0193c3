/** What one sender did, in order, and what of it must be in the database after any number of those steps. */

export type Step =
  | { readonly kind: 'say'; readonly place: string; readonly text: string }
  | { readonly kind: 'edit'; readonly place: string; readonly text: string }
  | { readonly kind: 'delete'; readonly place: string }
  | { readonly kind: 'switch'; readonly place: string }

/** `text` is `null` once deleted. */
export interface Kept {
  readonly place: string
  readonly text: string | null
}

export class Ledger {
  readonly name: string
  /** What the database held when this round began. */
  #base: readonly Kept[] = []
  readonly #steps: Step[] = []
  /** Own messages not deleted, by place, should everything asked for so far succeed. */
  readonly #own = new Map<string, number>()
  /** How many steps the server has acknowledged; they are acknowledged in order. */
  acknowledged = 0

  constructor(name: string) {
    this.name = name
  }

  get steps(): readonly Step[] {
    return this.#steps
  }

  add(step: Step): void {
    this.#steps.push(step)
    if (step.kind === 'say') this.#count(step.place, 1)
    if (step.kind === 'delete' && this.hasOwn(step.place)) this.#count(step.place, -1)
  }

  /** Whether there is something to edit or delete, should everything asked for so far succeed. */
  hasOwn(place: string): boolean {
    return (this.#own.get(place) ?? 0) > 0
  }

  after(count: number): readonly Kept[] {
    const kept = [...this.#base]
    for (const step of this.#steps.slice(0, count)) apply(kept, step)
    return kept
  }

  /**
   * The number of steps after which the database would hold exactly `found`: at least what was acknowledged, at most what
   * was asked for. `null`: something is missing, doubled, out of order or invented.
   */
  stepsIn(found: readonly Kept[]): number | null {
    const kept = [...this.after(this.acknowledged)]
    for (let count = this.acknowledged; ; count += 1) {
      if (isSame(kept, found)) return count
      const step = this.#steps[count]
      if (step === undefined) return null
      apply(kept, step)
    }
  }

  /** The next round begins with what was found. */
  settle(found: readonly Kept[]): void {
    this.#base = found
    this.#steps.length = 0
    this.acknowledged = 0
    this.#own.clear()
    for (const { place, text } of found) if (text !== null) this.#count(place, 1)
  }

  #count(place: string, by: number): void {
    this.#own.set(place, (this.#own.get(place) ?? 0) + by)
  }
}

function apply(kept: Kept[], step: Step): void {
  if (step.kind === 'say') kept.push({ place: step.place, text: step.text })
  if (step.kind !== 'edit' && step.kind !== 'delete') return
  const index = kept.findLastIndex(({ place, text }) => place === step.place && text !== null)
  if (index !== -1) kept[index] = { place: step.place, text: step.kind === 'edit' ? step.text : null }
}

function isSame(one: readonly Kept[], other: readonly Kept[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ place, text }, index) => place === other[index]?.place && text === other[index]?.text)
  )
}
