/** Says several things in one channel, one after the other: one look at the rights, one commit. For doors whose clients send them all at once. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { channelFor } from '../channels/access.ts'
import { defineCommand, type Context, type Outcome } from '../command.ts'
import { ChatError, type Fault } from '../errors.ts'
import { bodyText, channelReference } from '../input.ts'
import type { ChannelAccess, NewMessage } from '../store-port.ts'
import type { Message, MessageId } from '../types.ts'
import { keysIn } from '../uploads/address.ts'
import { demandText, demandVoice } from './access.ts'
import { messageSent } from './send.ts'

/** More than that is said in several goes, so that nobody else waits for long. */
export const mostTogether = 64

export const sendTogether = defineCommand({
  name: 'message.send-together',
  who: 'user',
  cost: 1,
  times: ({ texts }) => texts.length,
  input: z.object({
    channel: channelReference,
    kind: z.enum(['text', 'notice']),
    /** None of them names a file (`saysNoFile`): what it would bring has to be looked for first. */
    texts: z.array(bodyText.refine(saysNoFile)).min(1).max(mostTogether),
  }),
  async run(context, { channel, kind, texts }) {
    const access = await channelFor(context, channel)
    await demandVoice(context, access)
    const refusals = texts.map((text) => refusalOf(text, context.policy.limits.messageLength))
    const taken = texts.filter((_, index) => refusals[index] === null)
    const messages = await context.store.messages.appendTogether(
      taken.map((text) => newMessage(context, access, { kind, text })),
    )
    const rest = messages.values()
    const fromBot = context.actor.bot === true ? { fromBot: true } : {}
    return {
      result: refusals.map((fault) => (fault === null ? said(rest) : { ok: false as const, fault })),
      events: messages.map((message) =>
        messageSent(access.channel, message, { inReplyTo: null, clientTag: null, ...fromBot }),
      ),
      log: {
        routine: true,
        messages: messages.map(({ id }) => id),
        channel: access.channel.id,
        bytes: messages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
      },
    }
  },
})

/** Whether nothing in a text leads to a file. */
export function saysNoFile(text: string): boolean {
  return keysIn(text).length === 0
}

/** Why one is refused; that keeps none of the others back. */
function refusalOf(text: string, limit: number): Fault | null {
  try {
    demandText(text, limit)
    return null
  } catch (error) {
    if (error instanceof ChatError) return error.fault()
    throw error
  }
}

function newMessage(
  context: Context<UserActor>,
  { channel }: ChannelAccess,
  said: Pick<NewMessage, 'kind' | 'text'>,
): NewMessage {
  return {
    ...said,
    id: context.newId<MessageId>(),
    channel: channel.id,
    author: personOf(context.actor),
    replyTo: null,
    tags: null,
    clientTag: null,
    sentAt: context.now,
    uploads: [],
  }
}

/** The next of what was stored. */
function said(messages: Iterator<Message>): Outcome<Message> {
  const { value } = messages.next()
  if (value === undefined) throw new Error('fewer were stored than were taken')
  return { ok: true, result: value }
}
