/** What every talker is, by whichever door it comes: it comes in, talks at its own pace, comes back when cut off, and keeps a diary. */
import type { Random } from '../../fuzz/random.ts'
import { type Diary, textOf, type Said } from './diary.ts'

export interface TalkerOptions {
  readonly name: string
  /** Where it talks; the first is where everybody is. */
  readonly places: readonly string[]
  readonly random: Random
  /** The pause after each message, in milliseconds, at most. */
  readonly pauseMs: number
  /** The balancer's port of its door. */
  readonly port: number
}

export interface Talker {
  readonly diary: Diary
  /** Comes in for the first time: resolves when it hears. */
  enter(): Promise<void>
  /** Begins to talk. */
  talk(): void
  /** Says nothing more; resolves when the last word has an outcome. */
  fallSilent(): Promise<void>
  /** Whether it has seen this text in its last span. */
  hasSeen(place: string, text: string): boolean
  /** Goes into a place it was invited to, and talks there too; answers whether it is in. */
  join(place: string): Promise<boolean>
  /** Has been put out of a place. */
  loses(place: string): void
  /** What can be told of it when something is missing. */
  describe(): string
  leave(): void
}

/** Numbers what a talker says, and picks where. */
export class Script {
  readonly diary: Diary
  readonly #options: TalkerOptions
  readonly #places: Set<string>
  #number = 0

  constructor(diary: Diary, options: TalkerOptions) {
    this.diary = diary
    this.#options = options
    this.#places = new Set(options.places)
  }

  gains(place: string): void {
    this.#places.add(place)
  }

  loses(place: string): void {
    this.#places.delete(place)
  }

  next(place = this.#options.random.pick([...this.#places])): Said {
    this.#number += 1
    const said: Said = { place, text: textOf(this.#options.name, this.#number), outcome: 'unknown' }
    this.diary.said.push(said)
    return said
  }

  pause(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, this.#options.random.whole(1, this.#options.pauseMs))
    })
  }
}
