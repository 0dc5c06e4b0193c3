/** Takes a message back: one's own, or as a moderator of the channel. Its text is gone, its place in the order stays. */
import { z } from 'zod'
import { actorName } from '../actor.ts'
import { channelFor, governs } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelRef } from '../events.ts'
import { channelReference, messageReference, reasonText } from '../input.ts'
import { messageToChange } from './access.ts'

export const deleteMessage = defineCommand({
  name: 'message.delete',
  who: 'user',
  cost: 1,
  /** Without `message`: the caller's newest in the channel. */
  input: z.object({ channel: channelReference, message: messageReference.nullish(), reason: reasonText }),
  async run(context, input) {
    const access = await channelFor(context, input.channel)
    const { channel } = access
    const { id, author } = await messageToChange(context, access, input.message ?? null)
    const own = author.id === context.actor.id
    if (!own && (channel.kind === 'direct' || !(await governs(context, access, 'moderator')))) {
      throw new ChatError('not-your-message', {})
    }
    const message = await context.store.messages.remove(id, context.now)
    if (message === null) throw new ChatError('no-such-message', {})
    const audience = [{ to: 'channel', channel: channel.id }] as const
    const by = actorName(context.actor)
    return {
      result: { message },
      events: [
        {
          type: 'message.deleted',
          audience,
          at: context.now,
          channel: channelRef(channel),
          message,
          by,
          reason: input.reason,
        },
      ],
      log: { routine: true, message: id, channel: channel.id },
    }
  },
})
