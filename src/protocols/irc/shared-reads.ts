/** Owns the reads under way that several clients want for the same reason: one is made for all of them. */
export class SharedReads<Cause, Result> {
  readonly #underWay = new Map<Cause, Promise<Result>>()

  /** Whoever comes when it has ended reads anew: what was read may not be true any more. */
  because(cause: Cause, read: () => Promise<Result>): Promise<Result> {
    const known = this.#underWay.get(cause)
    if (known !== undefined) return known
    const reading = read().finally(() => this.#underWay.delete(cause))
    this.#underWay.set(cause, reading)
    return reading
  }
}
