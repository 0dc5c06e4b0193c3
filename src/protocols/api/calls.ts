/** Runs a call by its name, for HTTP and the WebSocket alike. */
import type { Actor, UserActor } from '../../core/actor.ts'
import type { Outcome } from '../../core/command.ts'
import type { ApiDoor } from './door.ts'
import type { Verb } from './verb.ts'

export async function verbNamed(door: ApiDoor, name: string): Promise<Verb | null> {
  const table = (door.verbs ??= await loadVerbs())
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null
}

/** The table, and all the shapes in it, are loaded with the first call: they are a good part of what a start would cost. */
async function loadVerbs(): Promise<Readonly<Record<string, Verb>>> {
  const { verbs } = await import('./verbs.ts')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every row keeps its own parts together (`verb`)
  return verbs as unknown as Readonly<Record<string, Verb>>
}

export interface Called {
  readonly answer: unknown
  /** Whom the client acts for from now on, where that has changed. */
  readonly actor: UserActor | null
}

export async function runVerb(
  door: ApiDoor,
  asked: { readonly actor: Actor; readonly verb: Verb },
  input: unknown,
): Promise<Outcome<Called>> {
  const { actor, verb } = asked
  return calledFrom(verb, await door.run(actor, verb.command, input ?? {}))
}

/** `outcome`: what the verb's own command answers. */
export function calledFrom(verb: Verb, outcome: Outcome<unknown>): Outcome<Called> {
  if (!outcome.ok) return outcome
  const { result } = outcome
  return { ok: true, result: { answer: verb.answer(result), actor: verb.actor?.(result) ?? null } }
}
