/** Says what a channel is about. */
import { z } from 'zod'
import { personOf, type UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference, lineText, textLength } from '../input.ts'
import type { NewMessage } from '../store-port.ts'
import type { ChannelId, MessageId } from '../types.ts'
import { demandNotMuted, governedChannelFor, memberChannelFor } from './access.ts'

export const setTopic = defineCommand({
  name: 'channel.set-topic',
  who: 'user',
  cost: 1,
  /** An empty topic takes it away. */
  input: z.object({ channel: channelReference, topic: lineText }),
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    const needed = channel.settings.topicLocked ? 'moderator' : 'member'
    demandNotMuted(await governedChannelFor(context, input.channel, needed))
    const limit = context.policy.limits.topicLength
    const length = textLength(input.topic)
    if (length > limit) throw new ChatError('message-too-long', { length, limit })
    const { message } = await context.store.messages.append(topicMessage(context, channel.id, input.topic))
    return {
      result: { channel },
      events: [
        {
          type: 'topic.changed',
          audience: [{ to: 'channel', channel: channel.id }],
          at: context.now,
          channel: channelRef(channel),
          message,
          topic: input.topic,
          by: context.actor.name,
        },
      ],
      log: { channel: channel.id },
    }
  },
})

/** A new topic has its place in the channel's history like anything that is said there. */
function topicMessage(context: Context<UserActor>, channel: ChannelId, text: string): NewMessage {
  return {
    id: context.newId<MessageId>(),
    channel,
    author: personOf(context.actor),
    kind: 'topic',
    text,
    replyTo: null,
    tags: null,
    clientTag: null,
    sentAt: context.now,
    uploads: [],
  }
}
