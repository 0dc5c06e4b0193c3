/** What the hub sees of one live connection, and what a door must give it to deliver. */
import type { ChatEvent } from '../core/events.ts'
import type { ClientId, TokenId, UserId, UserRef } from '../core/types.ts'
import type { Volley } from './volley.ts'

/** Why a client is closed by the server; the number's range tells programs whether to come back (4000–4099) or stay away (4100–4199). */
export const closeReasons = {
  'shutting-down': 4000,
  slow: 4001,
  idle: 4002,
  'sign-in-deadline': 4003,
  'too-many-connections': 4004,
  unavailable: 4005,
  kicked: 4100,
  banned: 4101,
  'password-changed': 4102,
  'signed-out': 4103,
} as const

export type CloseReason = keyof typeof closeReasons

/** One event as bytes: the same for all, or in two forms where the person who did it sees it differently. `null`: not shown. */
export type Encoded =
  Buffer | { readonly own: Buffer; readonly others: Buffer; readonly owner: UserId } | null

/** A wire flavour: the clients that share one object here share the encoded bytes, made once per event. */
export interface Flavour {
  encode(event: ChatEvent): Encoded
}

export interface Client {
  readonly id: ClientId
  readonly door: string
  readonly address: string
  readonly connectedAt: number
  readonly flavour: Flavour
  /** Set by the hub's `signIn`; `null` for visitors and consoles. */
  user: UserRef | null
  /** Who it acts for, as far as it tells whether it may go on doing so. */
  readonly actor?: { readonly kind: string; readonly token?: TokenId; readonly passwordChanges?: number }
  /** The token it came by, where its door has such; set before the hub's `signIn`. */
  token?: TokenId | null
  /** Whether it says itself how far its user has read; of the others all that was delivered counts as seen. */
  readonly tellsReading?: boolean
  /** Whether facts for operators are for this client. */
  operator: boolean
  /** Appends to what is written at the end of this turn; never blocks, never throws. */
  send(bytes: Buffer): void
  /** Ends the connection after what was sent has left. The door learns of it through its connection as of any other end. */
  close(reason: CloseReason): void
  /** What is delivered goes here instead of to `send`, for doors whose clients differ in what they take of an event. `bytes`: of the whole volley. */
  deliver?(volley: Volley, bytes: Buffer): void
  /** Lets a door keep its own state true (its current channel, for instance). Called after delivery. */
  noticed?(event: ChatEvent): void
}
