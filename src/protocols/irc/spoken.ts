/** Owns what is being said at the door: whoever asks can wait until all of it has been delivered. */
export class Spoken {
  #until: Promise<void> = Promise.resolve()

  /** `heard`: resolves when it has been delivered, or when it waits because its author is too fast. Must not reject. */
  add(heard: Promise<void>): void {
    this.#until = both(this.#until, heard)
  }

  /** Resolves when everything said until now has been heard. What has been said is not kept. */
  heard(): Promise<void> {
    return this.#until
  }
}

async function both(before: Promise<void>, heard: Promise<void>): Promise<void> {
  await before
  await heard
}
