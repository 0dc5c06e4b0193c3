/** What is delivered in one go: going to a client costs more than what is then done for it. */
import type { ChatEvent, MessageSent } from '../core/events.ts'

/** One event, or messages that one author said one after the other, from one client, in one channel, for nobody but those in it. */
export type Volley = readonly [ChatEvent, ...ChatEvent[]]

/** The events in their order, in as few volleys as they make. */
export function* volleysOf(events: readonly ChatEvent[]): Iterable<Volley> {
  let volley: [ChatEvent, ...ChatEvent[]] | null = null
  for (const event of events) {
    if (volley !== null && belongTogether(volley[0], event)) volley.push(event)
    else {
      if (volley !== null) yield volley
      volley = [event]
    }
  }
  if (volley !== null) yield volley
}

function belongTogether(first: ChatEvent, next: ChatEvent): boolean {
  if (first.type !== 'message.sent' || next.type !== 'message.sent') return false
  return (
    first.channel.id === next.channel.id &&
    first.message.author.id === next.message.author.id &&
    first.origin?.client === next.origin?.client &&
    isForChannelAlone(first) &&
    isForChannelAlone(next)
  )
}

function isForChannelAlone({ audience, channel }: MessageSent): boolean {
  const [only, ...more] = audience
  return only?.to === 'channel' && only.channel === channel.id && more.length === 0
}
