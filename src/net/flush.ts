/** Owns writing to many, each once, and how long to wait before that is done again. */
import { bytesOf, type Batch } from './batch.ts'

/** Another flush comes no sooner than the last one took, or than this. */
const longestPause = 30

/** Within this a message has been written to everybody, unless one flush alone takes so long. */
const soonEnough = 28

/** One receiver. `batch` and `isBehind` belong to the outbox; the receiver only keeps them. */
export interface OutboxMember {
  batch: Batch | null
  /** Whether much was unsent when it began to wait for what is in its batch. */
  isBehind: boolean
  /** Bytes handed to the socket that it has not sent. */
  readonly backlog: number
  write(bytes: Buffer): void
  /** Called once when more is waiting than the ceiling allows; nothing is written to this member any more. */
  overflow(): void
}

/** Those that one flush writes to, each once: what is appended to them before their turn goes with it. */
export class Flush {
  readonly #members: readonly OutboxMember[]
  #next = 0
  /** By its parts so far, in milliseconds. */
  took = 0

  constructor(members: readonly OutboxMember[]) {
    this.#members = members
  }

  /** Writes on for so many milliseconds. Answers whether everybody has been written to. */
  write(longest: number): boolean {
    const started = performance.now()
    let lasted = 0
    for (; this.#next < this.#members.length && lasted < longest; lasted = performance.now() - started) {
      const member = this.#members[this.#next]
      this.#next += 1
      if (member === undefined || member.batch === null) continue
      const { batch } = member
      member.batch = null
      member.write(batch.bytes ?? bytesOf(batch))
    }
    this.took += lasted
    return this.#next === this.#members.length
  }
}

/**
 * How long to gather what is said before it is written, after a flush that took so many milliseconds: nothing to speak of in a
 * small room, as each write costs the same whatever is in it, and long enough in a room of a thousand that several messages share one.
 */
export function pauseAfter(took: number): number {
  const worthwhile = Math.min(2 * took * took, soonEnough - 2 * took)
  return Math.min(Math.max(took, worthwhile), longestPause)
}
