/** What was said comes short, as it is sent to many: here it becomes the message that every other call and fact shows. Pure. */
import type { WireFact, WireMessage } from '../../../src/protocols/api/wire.ts'

/** What the fact leaves out is as it is with all that has just been said. */
export function messageSaid({ at, channel, position, message }: WireFact<'message.sent'>): WireMessage {
  return {
    channel: channel.id,
    position,
    changedPosition: position,
    sentAt: at,
    replyTo: null,
    editedAt: null,
    deletedAt: null,
    reactions: [],
    uploads: [],
    previews: [],
    ...message,
    author: { account: null, bot: false, ...message.author },
  }
}
