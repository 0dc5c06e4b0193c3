/** Answers a request of a socket with what came of it. */
import type { Outcome } from '../../core/command.ts'
import { runVerb, type Called } from './calls.ts'
import type { ApiClient } from './client.ts'
import type { ApiDoor } from './door.ts'
import { doorErrors } from './errors.ts'
import type { Verb } from './verb.ts'
import type { Request, WireError } from './wire.ts'

export function carryOut(
  door: ApiDoor,
  client: ApiClient,
  { verb, request }: { readonly verb: Verb; readonly request: Request },
): Promise<void> {
  const work = () => runVerb(door, { actor: client.actor, verb }, request.with)
  return answer(door, client, { request, work })
}

/** Whatever goes wrong, there is an answer. */
export async function answer(
  door: ApiDoor,
  client: ApiClient,
  { request, work }: { readonly request: Request; readonly work: () => Promise<Outcome<Called>> },
): Promise<void> {
  try {
    const outcome = await work()
    if (!outcome.ok) return refuse(client, request, door.errorOf(outcome.fault))
    client.actor = outcome.result.actor ?? client.actor
    await client.answer({ re: request.id, ok: outcome.result.answer })
  } catch (error) {
    // It may have been carried out: its `clientTag` or a look at the state tells.
    door.ports.log.error({ err: error, client: client.id, call: request.do }, 'a call could not be answered')
    refuse(client, request, doorErrors.failed)
  }
}

export function refuse(client: ApiClient, { id }: Request, error: WireError): void {
  client.say({ re: id, error })
}
