/** What a row of a verb table is. */
import type { PlainClient } from './client.ts'
import type { PlainDoor } from './door.ts'

export interface Call {
  readonly door: PlainDoor
  readonly client: PlainClient
  /** What stands after the verb, as it was typed. */
  readonly rest: string
  /** Answers with the verb's usage. */
  usage(): void
}

export interface Verb {
  /** For instance `/pm "user" message`. */
  readonly usage: string
  /** One sentence for `/help`. */
  readonly summary: string
  /** Who it is for; left out: people who have signed in. */
  readonly for?: 'visitors' | 'everybody'
  run(call: Call): Promise<void> | void
}

export type VerbTable = Readonly<Record<string, Verb>>
