/** Says something in a channel: public, private or direct alike. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { channelFor } from '../channels/access.ts'
import { defineCommand, type Context } from '../command.ts'
import { channelRef, type MessageSent } from '../events.ts'
import { bodyText, channelReference, cleanPiece, clientTag, clientTags, messageReference } from '../input.ts'
import { ChatError } from '../errors.ts'
import type { ChannelAccess, NewMessage } from '../store-port.ts'
import type { Channel, Message, MessageId } from '../types.ts'
import { readyUploads, uploadReferences } from '../uploads/access.ts'
import { isOnlyWhere } from '../uploads/address.ts'
import { namedUploads } from '../uploads/named.ts'
import { demandText, demandVoice, messageIn } from './access.ts'

export const sendMessage = defineCommand({
  name: 'message.send',
  who: 'user',
  cost: 1,
  input: z.object({
    channel: channelReference,
    text: bodyText,
    kind: z.enum(['text', 'action', 'notice', 'tags']).default('text'),
    replyTo: messageReference.nullish(),
    clientTag,
    tags: clientTags,
    /** Files to say it with: of the caller, complete, and not said with anything yet. */
    uploads: uploadReferences,
    /** How the text was cut into lines, where that was finer than its line ends (IRC's multiline). */
    pieces: z
      .array(z.object({ text: z.string().transform(cleanPiece), joined: z.boolean() }))
      .max(1000)
      .nullish(),
  }),
  async run(context, input) {
    const access = await channelFor(context, input.channel)
    await demandVoice(context, access)
    const uploads = await readyUploads(context, input.uploads)
    if (input.kind !== 'tags' && (uploads.length === 0 || input.text !== ''))
      demandText(input.text, context.policy.limits.messageLength)
    const inReplyTo = await repliedTo(context, access, input.replyTo ?? null)
    const marked = input.clientTag ?? null
    const { message, fresh } = await append(context, {
      id: context.newId<MessageId>(),
      channel: access.channel.id,
      author: personOf(context.actor),
      kind: input.kind,
      text: input.text,
      replyTo: input.replyTo ?? null,
      tags: input.tags,
      clientTag: marked,
      sentAt: context.now,
      uploads,
    })
    const pieces = input.pieces == null || message.text !== input.text ? {} : { pieces: input.pieces }
    const fromBot = context.actor.bot === true ? { fromBot: true } : {}
    const log = {
      routine: true,
      message: message.id,
      channel: message.channel,
      bytes: Buffer.byteLength(input.text),
    }
    return {
      result: { message, fresh },
      events: fresh
        ? [messageSent(access.channel, message, { inReplyTo, clientTag: marked, ...pieces, ...fromBot })]
        : [],
      log,
    }
  },
})

/** With the files that the text names; where it says nothing else, they say it all. */
async function append(context: Context<UserActor>, message: NewMessage) {
  const { messages } = context.store
  const named = await namedUploads(context, message.text, message.uploads)
  const uploads = [...message.uploads, ...named]
  const isOnly = message.kind === 'text' && isOnlyWhere(message.text, uploads)
  if (named.length === 0 && !isOnly) return messages.append(message)
  try {
    return await messages.append({ ...message, uploads, text: isOnly ? '' : message.text })
  } catch (error) {
    // Another message has taken one in this moment: then its address is text like any other.
    if (!(error instanceof ChatError) || error.code !== 'no-such-upload') throw error
    return messages.append(message)
  }
}

async function repliedTo(
  context: Context<UserActor>,
  access: ChannelAccess,
  id: MessageId | null,
): Promise<MessageSent['inReplyTo']> {
  if (id === null) return null
  const { author, text } = await messageIn(context, access, id)
  return { author: author.name, text }
}

/** The fact of it. */
export function messageSent(
  channel: Channel,
  message: Message,
  more: Pick<MessageSent, 'inReplyTo' | 'clientTag' | 'pieces' | 'fromBot'>,
): MessageSent {
  return {
    type: 'message.sent',
    audience: [{ to: 'channel', channel: channel.id }],
    at: message.sentAt,
    channel: channelRef(channel),
    message,
    ...more,
  }
}
