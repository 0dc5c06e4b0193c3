/** Stored messages as the facts they are, for whoever missed the facts themselves. */
import { channelRef, type PositionedEvent } from '../events.ts'
import type { Channel, Message } from '../types.ts'

/** The newest change of a message. Who deleted it and what it answered are not known any more. */
export function changeEvent(channel: Channel, message: Message): PositionedEvent {
  const audience = [{ to: 'channel', channel: channel.id }] as const
  const fact = { audience, channel: channelRef(channel), message }
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
