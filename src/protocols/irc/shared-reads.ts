/** Owns the reads under way that several clients want because of the same fact: one is made for all of them. */
import type { ChatEvent } from '../../core/events.ts'

export class SharedReads<Result> {
  readonly #underWay = new Map<ChatEvent, Promise<Result>>()

  /** Whoever comes when it has ended reads anew: what was read may not be true any more. */
  because(event: ChatEvent, read: () => Promise<Result>): Promise<Result> {
    const known = this.#underWay.get(event)
    if (known !== undefined) return known
    const reading = read().finally(() => this.#underWay.delete(event))
    this.#underWay.set(event, reading)
    return reading
  }
}
