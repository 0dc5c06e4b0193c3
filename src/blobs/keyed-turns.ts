/** Work on the same things, one after the other; on others, at the same time. */

export class KeyedTurns {
  /** The last work that has to do with a thing. */
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs when everything before it that has to do with one of these is over. */
  take<Result>(things: readonly string[], run: () => Promise<Result>): Promise<Result> {
    const before = things.map((thing) => this.#last.get(thing) ?? Promise.resolve())
    const ran = Promise.all(before).then(run)
    const over: Promise<void> = ran.then(nothing, nothing).then(() => {
      for (const thing of things) if (this.#last.get(thing) === over) this.#last.delete(thing)
    })
    for (const thing of things) this.#last.set(thing, over)
    return ran
  }

  /** When all is over that was taken before. */
  async end(): Promise<void> {
    await Promise.all(this.#last.values())
  }
}

function nothing(): void {}
