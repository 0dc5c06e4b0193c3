/** What was said comes short, as it is sent to many: here it becomes whole, so that listeners know one form of message. */
import type { ChannelRef, Events, Message } from './wire.ts'

type Told = Events['message.sent']

/** `message.sent` as listeners hear it. */
export interface MessageSent extends Pick<Told, 'event' | 'at' | 'position'> {
  channel: ChannelRef
  message: Message
  clientTag: string | null
  inReplyTo: { author: string; text: string } | null
  fromBot: boolean
}

/** Everything that is heard, by its name. */
export interface Heard extends Omit<Events, 'message.sent'> {
  'message.sent': MessageSent
}

/** The message as every other call and fact shows it. What the fact leaves out is as it is with all that has just been said. */
export function messageSaid({ at, channel, position, message }: Told): Message {
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

/** The fact, with nothing left out. */
export function saidWhole(told: Told): MessageSent {
  const channel = { between: null, ...told.channel }
  const unsaid = { clientTag: null, inReplyTo: null, fromBot: false }
  return { ...unsaid, ...told, channel, message: messageSaid(told) }
}
