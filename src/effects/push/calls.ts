/** Which of a channel's messages somebody is called for, and what they are told. Pure. */
import type { ChannelRef, EventOf } from '../../core/events.ts'
import { calledNames } from '../../core/messages/mentions.ts'
import { isQuiet } from '../../core/push/quiet.ts'
import type { Hearers, Reachable } from '../../core/store-port.ts'
import type { PushNote } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'

export type Sent = EventOf<'message.sent'>

/** Names beyond these, in the messages of one moment, call nobody. */
const mostCalled = 500
const longestText = 200

export function isSpoken({ message: { kind } }: Sent): boolean {
  return kind === 'text' || kind === 'action' || kind === 'notice'
}

/** A message, and who is spoken to in it: looked for once, however many may be called. */
export interface Spoken {
  readonly sent: Sent
  /** Folded. */
  readonly called: ReadonlySet<string>
}

export function spokenOf(sent: Sent): Spoken {
  const called = new Set(calledNames(sent.message.text))
  if (sent.inReplyTo !== null) called.add(foldName(sent.inReplyTo.author))
  return { sent, called }
}

export function hearersOf({ id, kind }: ChannelRef, spoken: readonly Spoken[]): Hearers {
  const called = new Set(spoken.flatMap((one) => [...one.called]))
  return { channel: id, isDirect: kind === 'direct', called: [...called].slice(0, mostCalled) }
}

/** `null`: they are left in peace. */
export function noteFor(reachable: Reachable, spoken: readonly Spoken[], now: number): PushNote | null {
  if (isQuiet(reachable.settings.quiet, now)) return null
  const wanted = spoken.filter((one) => isWanted(reachable, one))
  const newest = wanted.at(-1)
  if (newest === undefined) return null
  const { channel, message } = newest.sent
  const { id, kind, name } = channel
  return {
    is: 'message',
    channel: { id, kind, name },
    author: message.author.name,
    text: reachable.settings.showText ? shortened(toldOf(message)) : null,
    message: message.id,
    at: message.sentAt,
    count: wanted.length,
  }
}

function isWanted({ user, level, readPosition }: Reachable, { sent, called }: Spoken): boolean {
  const { channel, message } = sent
  if (message.author.id === user.id || message.position <= readPosition || level === 'none') return false
  if (level === 'all' || channel.kind === 'direct') return true
  return (
    called.size > 0 && [user.name, user.account].some((name) => name !== null && called.has(foldName(name)))
  )
}

/** Where nothing was written, the names of what was brought. */
function toldOf({ text, uploads }: Sent['message']): string {
  return text === '' ? uploads.map(({ name }) => name).join(', ') : text
}

function shortened(text: string): string {
  const signs = Array.from(text.slice(0, longestText * 2))
  const isWhole = signs.length <= longestText && text.length <= longestText * 2
  return isWhole ? text : `${signs.slice(0, longestText).join('').trimEnd()}…`
}
