/** What signing in answers, whichever way somebody came in. */
import { personOf, type Actor, type UserActor, type Visitor } from '../actor.ts'
import { ChatError } from '../errors.ts'
import type { User } from '../types.ts'

export interface SignedIn {
  /** Whom the door acts for from now on. */
  readonly actor: UserActor
  readonly user: User
}

type Asking = Pick<Visitor, 'client' | 'address' | 'certificate'> & Partial<Pick<UserActor, 'id' | 'token'>>

/** Whoever stays the same user keeps the token they came by. */
export function signedIn(asking: Asking, user: User): SignedIn {
  const { client, address, certificate, token } = asking
  const { passwordChanges, settings } = user
  const kept = token !== undefined && asking.id === user.id ? { token } : {}
  const owned = user.owner === null ? {} : { owner: user.owner }
  const came = { client, address, certificate, passwordChanges, ...kept, ...owned }
  return { actor: { kind: 'user', ...came, ...personOf(user), bot: settings.bot }, user }
}

/** The same client as the same user, who has proved nothing anew: a password changed since counts as such. */
export function goesOn(actor: UserActor, user: User): SignedIn {
  return signedIn(actor, { ...user, passwordChanges: actor.passwordChanges })
}

export function demandVisitor(actor: Actor): Visitor {
  if (actor.kind === 'visitor') return actor
  throw new ChatError('already-signed-in', { name: actor.kind === 'user' ? actor.name : 'the operator' })
}
