/** What signing in answers, whichever way somebody came in. */
import { personOf, type Actor, type UserActor, type Visitor } from '../actor.ts'
import { ChatError } from '../errors.ts'
import type { User } from '../types.ts'

export interface SignedIn {
  /** Whom the door acts for from now on. */
  readonly actor: UserActor
  readonly user: User
}

export function signedIn(
  { client, address, certificate }: Pick<Visitor, 'client' | 'address' | 'certificate'>,
  user: User,
): SignedIn {
  return {
    actor: { kind: 'user', client, address, certificate, ...personOf(user), bot: user.settings.bot },
    user,
  }
}

export function demandVisitor(actor: Actor): Visitor {
  if (actor.kind === 'visitor') return actor
  throw new ChatError('already-signed-in', { name: actor.kind === 'user' ? actor.name : 'the operator' })
}
