/** Finds messages by words, among what the caller may read. */
import { z } from 'zod'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference } from '../input.ts'

export const searchMessages = defineCommand({
  name: 'message.search',
  who: 'user',
  cost: 5,
  input: z.object({
    text: z.string().max(200, 'that is too long to search for'),
    channel: channelReference.nullish(),
    limit: z.int().min(1).max(100).default(20),
  }),
  async run(context, input) {
    if (input.text.trim() === '')
      throw new ChatError('bad-input', { problem: 'there is nothing to search for' })
    const within = input.channel == null ? null : (await memberChannelFor(context, input.channel)).channel.id
    const found = await context.store.messages.search({
      user: context.actor.id,
      text: input.text,
      channel: within,
      limit: input.limit,
    })
    return { result: { found } }
  },
})
