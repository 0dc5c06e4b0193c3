/** A channel and messages as they come over the wire, for tests of what becomes of them. */
import { defaultSettings } from '../../src/core/channels/settings.ts'
import type { WireMessage, WireOwnChannel } from '../../src/protocols/api/wire.ts'

/** With ten messages, eight of which were read. */
export const general: WireOwnChannel = {
  channel: {
    id: 'c',
    kind: 'public',
    name: 'general',
    between: null,
    topic: '',
    topicBy: null,
    topicAt: null,
    settings: defaultSettings,
    createdAt: 1,
    archivedAt: null,
    lastPosition: 10,
  },
  membership: { role: 'member', voiced: false, joinedAt: 1, readPosition: 8, level: 'mentions' },
  unread: 0,
  mentions: 0,
}

export function messageAt(position: number, text: string, author = 'ada'): WireMessage {
  return {
    id: `m${position}`,
    channel: 'c',
    position,
    changedPosition: position,
    author: { id: author, name: author, account: author, bot: false },
    kind: 'text',
    text,
    replyTo: null,
    sentAt: position,
    editedAt: null,
    deletedAt: null,
    reactions: [],
    uploads: [],
    previews: [],
  }
}
