/** The contract of a door's driver: how scenes put a person in front of it. Another door is one more file like `plain.ts`. */
import type { Deed } from './deeds.ts'
import type { Fact } from './facts.ts'
import type { Answer, Question, QuestionName } from './questions.ts'

export interface Driver {
  /** The door's name, as `RunningServer.doors` writes it. */
  readonly name: string
  /** Resolves once the server has greeted the person, or turned them away. */
  connect(where: Where): Promise<Person>
}

/** Who plays: scenes run once for each cast. */
export interface Cast {
  /** As `door` lines in scenes write it. */
  readonly name: string
  /** The first client that a scene mentions comes by the first door, the next by the next, and so on in turn. */
  readonly drivers: readonly Driver[]
}

export interface Where {
  /** As the running server tells it: `127.0.0.1:12345`. */
  readonly door: string
  /** The person's user name. */
  readonly name: string
  /** The local address to come from; `null`: the usual one. */
  readonly from: string | null
  readonly telnet: boolean
  /** What a client of HTTP comes with: a cookie, or a token. */
  readonly headers?: Readonly<Record<string, string>>
  /** Who stood here when the connection broke: a client that remembers goes on from there. */
  readonly before: Person | null
  /** Connects to another door from the same place: for what a door has no words for. */
  elsewhere(door: 'plain' | 'api'): Promise<Person>
}

export interface Person {
  readonly name: string
  readonly connected: boolean
  /** For how many milliseconds the server hears nothing before it closes the connection, unless a scene is about that. */
  readonly longestSilence: number
  /** Shows the server that this person is there still. */
  breathes(): Promise<void>
  /** Resolves when the server has answered: whatever the deed caused has been sent to everybody by then. */
  does(deed: Deed): Promise<void>
  asks<Q extends QuestionName>(question: Question<Q>): Promise<Answer<Q>>
  /** Waits for something not noticed before, and notices it; refuses after a deadline. */
  sees(fact: Fact): Promise<void>
  /** Makes a round trip, then answers whether the fact is there unnoticed. */
  hasSeen(fact: Fact): Promise<boolean>
  /** The oldest refusal nobody expected, as it was shown; `null`: none. */
  unexpectedRefusal(): string | null
  /** Makes a round trip: everything sent to this person before it has arrived. Resolves at a disconnection too. */
  fence(): Promise<void>
  /** Waits until the server has closed the connection. */
  disconnected(): Promise<void>
  /** Cuts the connection without a word. */
  breaks(): void
  /** The last lines received, for reports. */
  lastLines(): readonly string[]
  /** The lines and bytes themselves, for scenes about one text door; `null` where there are none. */
  readonly wire: Wire | null
}

/** A text door's wire, under all translation. */
export interface Wire {
  /** Sends a line and does not wait. */
  type(line: string): void
  sendBytes(bytes: Buffer): void
  /** Waits for a line that is exactly this, and notices it. */
  reads(line: string): Promise<void>
  /** Waits for an unfinished line that ends like this, and takes it away. */
  isAsked(question: string): Promise<void>
  receives(bytes: Buffer): Promise<void>
  /** Whether these bytes have come at any time. */
  hasReceived(bytes: Buffer): boolean
}
