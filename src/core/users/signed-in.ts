/** What signing in answers, whichever way somebody came in. */
import type { Actor, UserActor, Visitor } from '../actor.ts'
import { ChatError } from '../errors.ts'
import type { User } from '../types.ts'

export interface SignedIn {
  /** Whom the door acts for from now on. */
  readonly actor: UserActor
  readonly user: User
}

export function signedIn(visitor: Visitor, user: User): SignedIn {
  const { client, address } = visitor
  return { actor: { kind: 'user', client, address, id: user.id, name: user.name }, user }
}

export function demandVisitor(actor: Actor): Visitor {
  if (actor.kind === 'visitor') return actor
  throw new ChatError('already-signed-in', { name: actor.kind === 'user' ? actor.name : 'the operator' })
}
