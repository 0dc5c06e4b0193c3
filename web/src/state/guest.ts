/** A guest whose connection was lost comes back as another one to the server: what the page had for the former goes over to it. */
import type { WireReady } from '../../../src/protocols/api/wire.ts'
import type { Chat } from './chat.ts'

/**
 * To be called before `ready` is applied; answers for what is to be done after it. `uncertain`: what is said of messages that
 * the former sent without an answer: sent again by another, they might be there twice.
 */
export function guestReturns(
  chat: Chat,
  { user, channels }: WireReady,
  uncertain: string,
): () => Promise<void> {
  const former = chat.self.peek()
  if (former?.kind !== 'guest' || user.kind !== 'guest' || former.id === user.id)
    return () => Promise.resolve()
  chat.outbox.handOver(former.id, user.id, uncertain)
  const here = new Set(channels.map(({ channel }) => channel.id))
  const left = chat.channels.list
    .peek()
    .filter(({ channel }) => channel.kind !== 'direct' && !here.has(channel.id))
  return async () => {
    for (const { channel } of left)
      // Where one needs an invitation, one needs another.
      await chat.ports.call('channel.join', { channel: channel.id }).catch(() => undefined)
  }
}
