/** Answers a message with a sign instead of words, or takes the sign back. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { channelRef, type EventOf } from '../events.ts'
import { channelReference, cleanLine, messageReference } from '../input.ts'
import type { Channel } from '../types.ts'
import { demandVoice, messageIn } from './access.ts'

const sign = z
  .string()
  .transform(cleanLine)
  .refine((text) => text !== '' && Buffer.byteLength(text) <= 64, 'a reaction is an emoji or a short word')

/** More different signs of one person to one message say nothing: they fill the database. */
const mostOfOne = 20

const reactInput = z.object({ channel: channelReference, message: messageReference, reaction: sign })

export const addReaction = defineCommand({
  name: 'message.react',
  who: 'user',
  cost: 1,
  input: reactInput,
  async run(context, input) {
    const access = await memberChannelFor(context, input.channel)
    await demandVoice(context, access)
    const { id } = await messageIn(context, access, input.message)
    const { now: at, actor, store } = context
    const reaction = { message: id, author: personOf(actor), reaction: input.reaction, at }
    const position = await store.messages.addReaction(reaction, mostOfOne)
    if (position === null) return { result: { fresh: false } }
    return {
      result: { fresh: true },
      events: [reacted(access.channel, { ...reaction, position, added: true })],
      log: { routine: true, message: id, channel: access.channel.id },
    }
  },
})

export const removeReaction = defineCommand({
  name: 'message.unreact',
  who: 'user',
  cost: 1,
  input: reactInput,
  async run(context, input) {
    const access = await memberChannelFor(context, input.channel)
    const { id } = await messageIn(context, access, input.message)
    const { now: at, actor, store } = context
    const reaction = { message: id, author: personOf(actor), reaction: input.reaction, at }
    const position = await store.messages.removeReaction(reaction)
    if (position === null) return { result: { removed: false } }
    return {
      result: { removed: true },
      events: [reacted(access.channel, { ...reaction, position, added: false })],
      log: { routine: true, message: id, channel: access.channel.id },
    }
  },
})

type Reacted = Omit<EventOf<'message.reacted'>, 'type' | 'audience' | 'channel'>

function reacted(channel: Channel, fact: Reacted): EventOf<'message.reacted'> {
  const audience = [{ to: 'channel', channel: channel.id }] as const
  return { type: 'message.reacted', audience, channel: channelRef(channel), ...fact }
}
