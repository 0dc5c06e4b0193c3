/** Stored changes as the facts they are, for whoever missed the facts themselves. */
import { channelRef, type PositionedEvent } from '../events.ts'
import type { Change, Channel, Message } from '../types.ts'

/** Who deleted a message and what it answered are not known any more. */
export function changeEvent(channel: Channel, change: Change): PositionedEvent {
  const audience = [{ to: 'channel', channel: channel.id }] as const
  const fact = { audience, channel: channelRef(channel) }
  if (change.kind === 'message') return messageEvent(fact, change.message)
  const { position, message, at } = change
  const place = { ...fact, position, message, at }
  if (change.kind === 'pin') return { ...place, type: 'message.pinned', pinned: change.pinned, by: change.by }
  if (change.kind === 'preview') return { ...place, type: 'message.previewed', previews: change.previews }
  const { author, reaction, added } = change
  return { ...place, type: 'message.reacted', author, reaction, added }
}

type About = Pick<PositionedEvent, 'audience' | 'channel'>

function messageEvent(about: About, message: Message): PositionedEvent {
  const fact = { ...about, message }
  if (message.deletedAt !== null) {
    return { ...fact, type: 'message.deleted', at: message.deletedAt, by: message.author.name }
  }
  if (message.kind === 'topic')
    return {
      ...fact,
      type: 'topic.changed',
      at: message.sentAt,
      topic: message.text,
      by: message.author.name,
    }
  if (message.editedAt !== null) return { ...fact, type: 'message.edited', at: message.editedAt }
  return { ...fact, type: 'message.sent', at: message.sentAt, inReplyTo: null, clientTag: null }
}
