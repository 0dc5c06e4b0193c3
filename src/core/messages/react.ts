/** Answers a message with a sign instead of words, or takes the sign back. */
import { z } from 'zod'
import { personOf } from '../actor.ts'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { channelRef } from '../events.ts'
import { channelReference, cleanLine, messageReference } from '../input.ts'
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
  run: async (context, input) => {
    const access = await memberChannelFor(context, input.channel)
    await demandVoice(context, access)
    const { id } = await messageIn(context, access, input.message)
    const author = personOf(context.actor)
    const { reaction } = input
    const fresh = await context.store.messages.addReaction(
      { message: id, author, reaction, at: context.now },
      mostOfOne,
    )
    const { channel } = access
    const audience = [{ to: 'channel', channel: channel.id }] as const
    const fact = { audience, at: context.now, channel: channelRef(channel), message: id, author }
    return {
      result: { fresh },
      events: fresh ? [{ ...fact, type: 'message.reacted', reaction, added: true }] : [],
    }
  },
})

export const removeReaction = defineCommand({
  name: 'message.unreact',
  who: 'user',
  cost: 1,
  input: reactInput,
  run: async (context, input) => {
    const access = await memberChannelFor(context, input.channel)
    const { id } = await messageIn(context, access, input.message)
    const author = personOf(context.actor)
    const removed = await context.store.messages.removeReaction({
      message: id,
      author,
      reaction: input.reaction,
    })
    const { channel } = access
    const audience = [{ to: 'channel', channel: channel.id }] as const
    const fact = { audience, at: context.now, channel: channelRef(channel), message: id, author }
    return {
      result: { removed },
      events: removed ? [{ ...fact, type: 'message.reacted', reaction: input.reaction, added: false }] : [],
    }
  },
})
