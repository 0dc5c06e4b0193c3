/** Who is asking: decided by the door, checked by `run`. */
import type { ClientId, Person, ServerRole, TokenId, UserId } from './types.ts'

/** Somebody connected who has not signed in. */
export interface Visitor {
  readonly kind: 'visitor'
  readonly client: ClientId
  readonly address: string
  /** SHA-256 of the certificate the client has proved to own, in lower-case hex. */
  readonly certificate: string | null
}

export interface UserActor extends Person {
  readonly kind: 'user'
  readonly client: ClientId
  readonly address: string
  readonly certificate: string | null
  /** As in `User`, when this client signed in. */
  readonly passwordChanges: number
  /** The one this client signed in with, or was given then. */
  readonly token?: TokenId
  /** Whether the user is a program. */
  readonly bot?: boolean
  /** Of a bot: whose it is. */
  readonly owner?: UserId
  /** Whether this connection was given a moderator's powers by a name and password of the configuration. */
  readonly moderates?: boolean
}

/** The local operator. `systemUser` is the name under which they are signed in to the machine. */
export interface ConsoleActor {
  readonly kind: 'console'
  readonly systemUser: string
}

export type Actor = Visitor | UserActor | ConsoleActor

/** A console, or a user to whom the console has granted `role` (read anew for every command). */
export type OperatorActor = ConsoleActor | (UserActor & { readonly role: Exclude<ServerRole, 'none'> })

/** How an actor is written in the audit log: `console:root`, `user:john`. The account, whatever name somebody goes by. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === 'console') return `console:${actor.systemUser}`
  return actor.kind === 'user' ? `user:${actor.account ?? actor.name}` : `visitor:${actor.address}`
}

export function personOf({ id, name, account, userhost }: Person): Person {
  return { id, name, account, userhost }
}

/** How an actor is named to people: `john`, or `the operator`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return actor.name
  return actor.kind === 'console' ? 'the operator' : 'a visitor'
}
