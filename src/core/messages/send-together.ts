/** Says several things in one channel, one after the other: one look at the rights, one commit. For doors whose clients send them all at once. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { channelFor } from '../channels/access.ts'
import { defineCommand, type Context, type Outcome } from '../command.ts'
import { ChatError } from '../errors.ts'
import { bodyText, channelReference } from '../input.ts'
import type { ChannelAccess } from '../store-port.ts'
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
    // Asked for in one turn: they are stored in this order, and nothing comes between.
    const outcomes = await Promise.all(texts.map((text) => sayOne(context, access, { kind, text })))
    const messages = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.result] : []))
    const fromBot = context.actor.bot === true ? { fromBot: true } : {}
    return {
      result: outcomes,
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

interface Said {
  readonly kind: 'text' | 'notice'
  readonly text: string
}

/** One that is refused, or fails, keeps none of the others back: those are stored, and told. */
async function sayOne(
  context: Context<UserActor>,
  access: ChannelAccess,
  { kind, text }: Said,
): Promise<Outcome<Message>> {
  try {
    demandText(text, context.policy.limits.messageLength)
    const { message } = await context.store.messages.append({
      id: context.newId<MessageId>(),
      channel: access.channel.id,
      author: personOf(context.actor),
      kind,
      text,
      replyTo: null,
      tags: null,
      clientTag: null,
      sentAt: context.now,
      uploads: [],
    })
    return { ok: true, result: message }
  } catch (error) {
    if (error instanceof ChatError) return { ok: false, fault: error.fault() }
    const errorId = context.newId<string>()
    context.log.error({ err: error, errorId, channel: access.channel.id }, 'a message could not be stored')
    return { ok: false, fault: new ChatError('internal-error', { errorId }).fault() }
  }
}
