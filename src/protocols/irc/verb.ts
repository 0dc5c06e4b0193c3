/** What a verb of this door is: how many parameters it needs, who may use it, what it does. */
import type { IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'
import type { IrcMessage } from './grammar.ts'

export interface Call {
  readonly door: IrcDoor
  readonly client: IrcClient
  readonly message: IrcMessage
  readonly params: readonly string[]
  readonly command: string
}

export interface Verb {
  /** Parameters without which it is refused (461). */
  readonly needs?: number
  /**
   * `connection`: also before the welcome. `visitor`: after it, signed in or not. Absent: for those who act for a user, which is
   * everybody else once guests are allowed.
   */
  readonly for?: 'connection' | 'visitor'
  run(call: Call): Promise<void> | void
}

export type VerbTable = Readonly<Record<string, Verb>>
