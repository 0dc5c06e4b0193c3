/**
 * A volley: requests that came together and say something in one channel, as from a bot, a bridge, or a page that was without
 * its server for a while. The core is asked once for all of them; each has its own answer, as if it had come alone.
 */
import type { z } from 'zod'
import type { Outcome } from '../../core/command.ts'
import { mostTogether, saysNoFile, sendTogether } from '../../core/messages/send-together.ts'
import { answer, carryOut } from './answering.ts'
import { calledFrom } from './calls.ts'
import type { ApiClient } from './client.ts'
import type { ApiDoor } from './door.ts'
import { parseRequest } from './grammar.ts'
import type { Verb } from './verb.ts'
import type { Request } from './wire.ts'

interface Saying {
  readonly request: Request
  readonly channel: string
  readonly kind: 'text' | 'notice'
  readonly text: string
  readonly clientTag: string | null
}

type Volley = readonly [Saying, ...Saying[]]

/** Takes the requests that go on where this one begins; `null`: it is like no other, or alone. */
export function takeVolley(client: ApiClient, first: Request): Volley | null {
  const begun = client.user === null ? null : sayingOf(first)
  if (begun === null) return null
  const volley: [Saying, ...Saying[]] = [begun]
  const goesOn = (line: string): boolean => {
    const parsed = parseRequest(line)
    const next = 'fault' in parsed ? null : sayingOf(parsed.request)
    if (next === null || next.channel !== begun.channel || next.kind !== begun.kind) return false
    volley.push(next)
    return true
  }
  while (volley.length < mostTogether && client.connection.takeNext(goesOn) !== null);
  return volley.length === 1 ? null : volley
}

const plainKeys = new Set(['channel', 'text', 'clientTag', 'kind'])
/** What every database keeps as it is. */
const plainTag = /^[\u0020-\u007e]{1,64}$/
const longestChannel = 80

/**
 * What a request says, if that is all it asks for and it is in good form beyond doubt: one that the core found fault with
 * would keep the others back.
 */
function sayingOf(request: Request): Saying | null {
  if (request.do !== 'message.send' || !isRecord(request.with)) return null
  const { channel, text, clientTag = null, kind = 'text' } = request.with
  if (typeof channel !== 'string' || channel === '' || channel.length > longestChannel) return null
  if (typeof text !== 'string' || (kind !== 'text' && kind !== 'notice')) return null
  if (clientTag !== null && (typeof clientTag !== 'string' || !plainTag.test(clientTag))) return null
  if (!Object.keys(request.with).every((key) => plainKeys.has(key)) || !saysNoFile(text)) return null
  return { request, channel, kind, text, clientTag }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Whoever may not say so much at once is answered one by one: each as far as their budget goes. */
export async function sayVolley(
  door: ApiDoor,
  client: ApiClient,
  { volley, verb }: { readonly volley: Volley; readonly verb: Verb },
): Promise<void> {
  const [{ channel, kind }] = volley
  const messages = volley.map(({ text, clientTag }) => ({ text, clientTag }))
  const input = { channel, kind, messages } satisfies z.input<(typeof sendTogether)['input']>
  const outcome = await door.run(client.actor, sendTogether, input)
  const isTooMuch = !outcome.ok && outcome.fault.code === 'too-many-requests'
  for (const [index, { request }] of volley.entries()) {
    if (isTooMuch && client.connection.ended) return
    if (isTooMuch) await carryOut(door, client, { verb, request })
    else await answer(door, client, { request, work: async () => calledFrom(verb, eachOf(outcome, index)) })
  }
}

function eachOf<Said>(outcome: Outcome<readonly Outcome<Said>[]>, index: number): Outcome<Said> {
  if (!outcome.ok) return outcome
  const one = outcome.result[index]
  if (one === undefined) throw new Error('fewer were answered than were asked')
  return one
}
