/** Random choices that a seed repeats exactly (mulberry32). */

export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(from: readonly T[]): T {
    const index = Math.floor(this.next() * from.length)
    if (index >= from.length) throw new Error('nothing to pick from')
    return from[index] as T
  }

  /** A key, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      left -= weight
      if (left < 0) return key
    }
    throw new Error('nothing to pick from')
  }

  bytes(length: number): Buffer {
    const made = Buffer.alloc(length)
    for (let index = 0; index < length; index += 1) made[index] = this.whole(0, 255)
    return made
  }
}

/** The seed to repeat (`SEED=…`), or a new one. */
export function seedFrom(environment: Readonly<Record<string, string | undefined>>): number {
  const given = Number(environment['SEED'] ?? NaN)
  return Number.isSafeInteger(given) ? given : Math.floor(Math.random() * 2 ** 31)
}
