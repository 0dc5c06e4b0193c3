/** What is particular to a door of a server, for the generator: how one comes in, joins, says something and reads what was said. */
import type { BenchClient } from '../client.ts'
import type { ReadMessage } from '../message.ts'

/** What stood in some whole lines or frames. */
export interface Heard {
  readonly messages: readonly ReadMessage[]
  /** What looks like a message and is not what was sent. */
  readonly altered: number
  /** As the server worded them. */
  readonly refusals: readonly string[]
  /** What must be sent back, for instance to a PING; mostly ''. */
  readonly answer: string
}

export interface Said {
  readonly sender: number
  readonly channel: number
  readonly sequence: number
  readonly text: string
}

export interface Door {
  /** Whether those who say something receive it like everybody else; otherwise another client of the channel tells that it arrived. */
  readonly echoes: boolean
  /** Finds a refusal in what is heard while one converses. */
  readonly refusal: RegExp
  /** How many of these bytes, from the first on, are whole lines or frames. */
  wholeBytes(bytes: Buffer): number
  /** Reads whole lines or frames. */
  read(bytes: Buffer): Heard
  /** Makes a user for later; `null` where people come in without. */
  readonly register: ((client: BenchClient, name: string) => Promise<void>) | null
  enter(client: BenchClient, name: string): Promise<void>
  makeChannel(client: BenchClient, channel: string): Promise<void>
  joinChannel(client: BenchClient, channel: string): Promise<void>
  /** What is sent to say it, one character a byte. */
  say(said: Said): string
}
