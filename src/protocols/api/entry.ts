/** The ways in: calls that make a visitor somebody. Over the WebSocket they open the socket's own stay, over HTTP they give a cookie. */
import type { z } from 'zod'
import type { Command } from '../../core/command.ts'
import { signInByToken } from '../../core/tokens/sign-in.ts'
import { enterAsGuest } from '../../core/users/enter-as-guest.ts'
import { registerUser } from '../../core/users/register-user.ts'
import { signIn } from '../../core/users/sign-in.ts'
import type { SignedIn } from '../../core/users/signed-in.ts'
import type { ApiClient } from './client.ts'
import type { ApiDoor } from './door.ts'
import { selfOf } from './encode/shapes.ts'
import { enter } from './entering.ts'
import type { Request, WireSelf } from './wire.ts'

export interface Entry {
  readonly command: Command<'anyone', z.ZodType, SignedIn>
  readonly about: string
  /** Whether it is offered over HTTP, where it leaves a cookie. */
  readonly overHttp: boolean
}

export const entries: { readonly [Name: string]: Entry } = {
  'user.register': {
    command: registerUser,
    about: 'Takes a name that is free, and signs in.',
    overHttp: true,
  },
  'user.sign-in': { command: signIn, about: 'Signs in by name and password.', overHttp: true },
  'user.enter-as-guest': {
    command: enterAsGuest,
    about: 'Looks around without registering, for as long as the socket lasts.',
    overHttp: false,
  },
  'token.sign-in': { command: signInByToken, about: 'Signs in by a token.', overHttp: false },
}

export function entryNamed(name: string): Entry | null {
  return Object.hasOwn(entries, name) ? (entries[name] ?? null) : null
}

/** Answered first; then comes what a client begins with. */
export async function runEntry(
  door: ApiDoor,
  client: ApiClient,
  { entry, request }: { readonly entry: Entry; readonly request: Request },
): Promise<void> {
  const outcome = await door.run(client.actor, entry.command, request.with ?? {})
  if (!outcome.ok) return client.say({ re: request.id, error: door.errorOf(outcome.fault) })
  await enter(door, client, { ...outcome.result, answering: request.id })
}

export function entryOk({ user }: SignedIn): { readonly user: WireSelf } {
  return { user: selfOf(user) }
}
