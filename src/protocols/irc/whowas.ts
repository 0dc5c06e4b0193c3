/** Owns who has gone: the last thousand, for WHOWAS. */
import { foldName } from '../../lib/fold.ts'

export interface Gone {
  readonly nick: string
  readonly userhost: string
  readonly realName: string
  readonly account: string | null
  /** Milliseconds since 1970. */
  readonly at: number
}

const most = 1000

export class Whowas {
  readonly #gone: Gone[] = []

  add(gone: Gone): void {
    this.#gone.push(gone)
    if (this.#gone.length > most) this.#gone.shift()
  }

  /** Newest first. */
  of(nick: string): readonly Gone[] {
    const folded = foldName(nick)
    return this.#gone.filter((gone) => foldName(gone.nick) === folded).toReversed()
  }
}
