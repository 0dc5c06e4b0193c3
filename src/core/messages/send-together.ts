/** Says several things in one channel, one after the other: one look at the rights, one commit. For doors whose clients send them all at once. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { channelFor } from '../channels/access.ts'
import { defineCommand, type Context, type Outcome } from '../command.ts'
import { ChatError, type Fault } from '../errors.ts'
import type { MessageSent } from '../events.ts'
import { bodyText, channelReference, cleanText, clientTag } from '../input.ts'
import type { Appended, ChannelAccess, NewMessage } from '../store-port.ts'
import type { MessageId } from '../types.ts'
import { keysIn } from '../uploads/address.ts'
import { demandText, demandVoice } from './access.ts'
import { messageSent } from './send.ts'

/** More than that is said in several goes, so that nobody else waits for long. */
export const mostTogether = 64

export const sendTogether = defineCommand({
  name: 'message.send-together',
  who: 'user',
  cost: 1,
  times: ({ messages }) => messages.length,
  input: z.object({
    channel: channelReference,
    kind: z.enum(['text', 'notice']),
    messages: z
      .array(
        z.object({
          /** Names no file (`saysNoFile`): what it would bring has to be looked for first. */
          text: bodyText.refine((text) => keysIn(text).length === 0),
          clientTag,
        }),
      )
      .min(1)
      .max(mostTogether),
  }),
  async run(context, { channel, kind, messages }) {
    const access = await channelFor(context, channel)
    await demandVoice(context, access)
    const refusals = messages.map(({ text }) => refusalOf(text, context.policy.limits.messageLength))
    const author = personOf(context.actor)
    const taken = messages
      .filter((_, index) => refusals[index] === null)
      .map((said) => newMessage(context, access, { kind, author, ...said }))
    const appended = await context.store.messages.appendTogether(taken)
    const rest = appended.values()
    const fresh = taken.flatMap((said, index) => (appended[index]?.fresh === true ? [said] : []))
    return {
      result: refusals.map((fault) => (fault === null ? next(rest) : { ok: false as const, fault })),
      events: eventsOf(context, access, { taken, appended }),
      log: {
        routine: true,
        messages: fresh.map(({ id }) => id),
        channel: access.channel.id,
        bytes: fresh.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
      },
    }
  },
})

interface Said extends Pick<NewMessage, 'kind' | 'author' | 'text'> {
  readonly clientTag?: string | null | undefined
}

/** Whether nothing in a text leads to a file, also once it is cleaned. */
export function saysNoFile(text: string): boolean {
  // Cleaning only takes away: where there is no slash, there will be none.
  return !text.includes('/') || keysIn(cleanText(text)).length === 0
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
  { now, newId }: Context<UserActor>,
  { channel }: ChannelAccess,
  { kind, author, text, clientTag: marked }: Said,
): NewMessage {
  return {
    id: newId<MessageId>(),
    channel: channel.id,
    author,
    kind,
    text,
    clientTag: marked ?? null,
    replyTo: null,
    tags: null,
    sentAt: now,
    uploads: [],
  }
}

/** One for each that is new. */
function eventsOf(
  { actor }: Context<UserActor>,
  { channel }: ChannelAccess,
  said: { readonly taken: readonly NewMessage[]; readonly appended: readonly Appended[] },
): readonly MessageSent[] {
  const fromBot = actor.bot === true ? { fromBot: true } : {}
  return said.appended.flatMap(({ message, fresh }, index) => {
    const marked = said.taken[index]?.clientTag ?? null
    return fresh ? [messageSent(channel, message, { inReplyTo: null, clientTag: marked, ...fromBot })] : []
  })
}

/** The next of what was answered. */
function next(appended: Iterator<Appended, undefined>): Outcome<Appended> {
  const { value } = appended.next()
  if (value === undefined) throw new Error('fewer were answered than were taken')
  return { ok: true, result: value }
}
