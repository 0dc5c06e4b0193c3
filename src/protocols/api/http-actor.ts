/** Who asks over HTTP: from the bearer token or the cookie of the request, or a visitor. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Actor, Visitor } from '../../core/actor.ts'
import type { Outcome } from '../../core/command.ts'
import { admitAddress } from '../../core/moderation/admit-address.ts'
import { signInByToken } from '../../core/tokens/sign-in.ts'
import type { SignedIn } from '../../core/users/signed-in.ts'
import { presentedBy } from './cookie.ts'
import type { ApiDoor } from './door.ts'

export type Asking = { readonly visitor: Visitor; readonly signedIn: SignedIn | null }

/** A token that is not valid any more is refused, not passed over: whoever sends one believes to be somebody. */
export async function askingOf(
  door: ApiDoor,
  { address, headers }: { readonly address: string; readonly headers: IncomingHttpHeaders },
): Promise<Outcome<Asking>> {
  const visitor = door.visitor(address)
  const admitted = await door.run(visitor, admitAddress, {})
  if (!admitted.ok) return admitted
  const presented = presentedBy(headers)
  if (presented === null) return { ok: true, result: { visitor, signedIn: null } }
  const signedIn = await door.run(visitor, signInByToken, { secret: presented.secret })
  return signedIn.ok ? { ok: true, result: { visitor, signedIn: signedIn.result } } : signedIn
}

export function actorOf({ visitor, signedIn }: Asking): Actor {
  return signedIn?.actor ?? visitor
}
