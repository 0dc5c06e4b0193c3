/** Says what a channel is about. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference, lineText, textLength } from '../input.ts'
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
    const by = context.actor.name
    await context.store.channels.setTopic(channel.id, { text: input.topic, by, at: context.now })
    return {
      result: { channel },
      events: [
        {
          type: 'topic.changed',
          audience: [{ to: 'channel', channel: channel.id }],
          at: context.now,
          channel: channelRef(channel),
          topic: input.topic,
          by,
        },
      ],
      log: { channel: channel.id },
    }
  },
})
