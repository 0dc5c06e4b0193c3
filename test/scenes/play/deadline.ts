/** Waiting with an end: no scene hangs, and none sleeps. */

/** How long anything expected may take, in real milliseconds. */
export const patience = 5000

/** Rejects with what was waited for when it has not come in time. */
export async function within<T>(waited: Promise<T>, what: () => string): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`waited in vain for ${what()}`)), patience)
  try {
    return await Promise.race([waited, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Something that changes and wakes those who wait for a condition on it. */
export class Changing {
  readonly #waiting = new Set<() => void>()

  changed(): void {
    for (const check of this.#waiting) check()
  }

  /** Resolves with the first answer that is not `null`, asked now and after every change. */
  async until<T>(ask: () => T | null, what: () => string): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const check = (): void => {
      try {
        const answer = ask()
        if (answer !== null) resolve(answer)
      } catch (error) {
        reject(error)
      }
    }
    this.#waiting.add(check)
    check()
    try {
      return await within(promise, what)
    } finally {
      this.#waiting.delete(check)
    }
  }
}
