/** What was said, as it is told: what there is nothing to say of is not written, nor what the fact says already. */
import type { ChannelRef, MessageSent } from '../../../core/events.ts'
import type { Message, Person } from '../../../core/types.ts'
import { isBot } from '../../../core/users/cloak.ts'
import type { WireFact, WireSaidAuthor, WireSaidChannel, WireSaidMessage } from '../wire.ts'
import { channelRefOf, messageOf, userRefOf } from './shapes.ts'
import { sharedUploadOf } from './uploads.ts'

/** The message is told as it was said: what has come to it since, for whoever hears of it late, has places and facts of its own. */
export function saidOf(event: MessageSent): Omit<WireFact<'message.sent'>, 'at'> {
  const { channel, message, clientTag, inReplyTo } = event
  return {
    event: 'message.sent',
    channel: saidChannelOf(channel),
    position: message.position,
    message: saidMessageOf(message),
    ...(clientTag !== null && { clientTag }),
    ...(inReplyTo !== null && { inReplyTo }),
    ...(isFromBot(event) && { fromBot: true }),
  }
}

/** For addresses outside, which are told late: the message as it is by now, and nothing left out. */
export function saidWhole(event: MessageSent): object {
  const { at, channel, message, clientTag, inReplyTo } = event
  const place = { channel: channelRefOf(channel), position: message.changedPosition }
  const more = { clientTag, inReplyTo, fromBot: isFromBot(event) }
  return { event: 'message.sent', ...place, message: messageOf(message), ...more, at }
}

function isFromBot({ message, fromBot }: MessageSent): boolean {
  return fromBot === true || isBot(message.author)
}

function saidChannelOf(channel: ChannelRef): WireSaidChannel {
  const { id, kind, name, between } = channelRefOf(channel)
  return { id, kind, name, ...(between !== null && { between }) }
}

function saidMessageOf({ id, author, kind, text, replyTo, uploads }: Message): WireSaidMessage {
  return {
    id,
    author: saidAuthorOf(author),
    kind,
    text,
    ...(replyTo !== null && { replyTo }),
    ...(uploads.length > 0 && { uploads: uploads.map(sharedUploadOf) }),
  }
}

function saidAuthorOf(author: Person): WireSaidAuthor {
  const { account } = author
  return { ...userRefOf(author), ...(account !== null && { account }), ...(isBot(author) && { bot: true }) }
}
