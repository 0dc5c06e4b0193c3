/**
 * A volley: lines that came together and say something in one channel, as from a bot, a bridge, or a paste. The core is asked
 * once for all of them, and they share a commit and, for everybody who hears them, a write.
 */
import type { z } from 'zod'
import type { Outcome } from '../../core/command.ts'
import { mostTogether, saysNoFile, sendTogether } from '../../core/messages/send-together.ts'
import type { IrcClient } from './client.ts'
import type { IrcDoor } from './door.ts'
import { measure, parseMessage, type IrcMessage } from './grammar.ts'
import { Replies } from './replies.ts'
import type { Call } from './verb.ts'
import { isTooLong, refuseSaying, say } from './verbs/messages.ts'

type Speaking = 'PRIVMSG' | 'NOTICE'

interface Volley {
  readonly command: Speaking
  /** A channel, with its `#`. */
  readonly target: string
  readonly texts: readonly string[]
}

/** Takes the lines that go on where this one begins; `null`: it is like no other, or alone. */
export function takeVolley(door: IrcDoor, client: IrcClient, first: IrcMessage): Volley | null {
  const { command } = first
  const text = plainText(client, first)
  const [target = ''] = first.params
  if (text === null || (command !== 'PRIVMSG' && command !== 'NOTICE')) return null
  const texts = [text]
  const goesOn = (line: string): boolean => {
    const next = measure(line) === 'ok' ? parseMessage(line) : null
    if (next === null || 'fault' in next) return false
    const more = next.command === command && next.params[0] === target ? plainText(client, next) : null
    if (more === null || !door.hasLine(client)) return false
    texts.push(more)
    return true
  }
  while (texts.length < mostTogether && client.connection.takeNext(goesOn) !== null);
  return texts.length === 1 ? null : { command, target, texts }
}

/** What is said, if that is all there is to a line: no tag, no CTCP, no file, one channel, and short enough for everybody. */
function plainText(client: IrcClient, { command, params, tags }: IrcMessage): string | null {
  const [target = '', text = ''] = params
  if (client.user === null || client.batch !== null || tags.size > 0 || params.length < 2) return null
  if (!target.startsWith('#') || target.includes(',')) return null
  if (text.trim() === '' || text.startsWith('\u0001') || !saysNoFile(text)) return null
  return isTooLong({ client, command }, { target, text }) ? null : text
}

/** Whoever may not say so much at once says it line by line, as slowly as they may. */
export async function sayVolley(door: IrcDoor, client: IrcClient, volley: Volley): Promise<void> {
  const { command, target, texts } = volley
  client.linesRead += texts.length
  client.lastSpokeAt = door.ports.clock.now()
  client.replies = new Replies(client, null)
  const { heard, end } = client.beginCommand()
  door.spoken.add(heard)
  const call: Call = { door, client, message: bare(volley), params: [], command }
  try {
    const kind = command === 'NOTICE' ? 'notice' : 'text'
    const messages = texts.map((text) => ({ text }))
    const input = { channel: target, kind, messages } satisfies z.input<(typeof sendTogether)['input']>
    const outcome = await door.ports.core.run(client.actor, sendTogether, input)
    if (!outcome.ok && outcome.fault.code === 'too-many-requests') await sayEach(call, volley)
    else tellRefusals(call, volley, outcome)
  } finally {
    // Whatever went wrong: everybody's PONG waits for this.
    end()
  }
}

async function sayEach(call: Call, { target, texts }: Volley): Promise<void> {
  for (const text of texts) if (!call.client.connection.ended) await say(call, { target, text })
}

function tellRefusals(
  call: Call,
  { target, texts }: Volley,
  outcome: Outcome<readonly Outcome<unknown>[]>,
): void {
  const each = outcome.ok ? outcome.result : texts.map(() => outcome)
  for (const one of each) if (!one.ok) refuseSaying(call, target, one.fault)
}

function bare({ command, target }: Volley): IrcMessage {
  return { tags: new Map(), rawTags: null, source: null, command, params: [target] }
}
