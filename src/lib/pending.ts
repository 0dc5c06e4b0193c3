/** Owns the work that is under way without anybody waiting for it, so that an end can wait for it. */

export class Pending {
  readonly #work = new Set<Promise<unknown>>()

  add(work: Promise<unknown>): void {
    this.#work.add(work)
    const done = (): void => void this.#work.delete(work)
    work.then(done, done)
  }

  /** Resolves when all of it has ended, also what was added meanwhile. Never rejects. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work)
  }
}
