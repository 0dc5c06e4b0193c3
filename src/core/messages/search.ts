/** Finds messages by words, authors, times and what they hold, among what the caller may read. */
import { z } from 'zod'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference, nameReference } from '../input.ts'
import { heldKinds } from '../types.ts'
import { userFor } from '../users/access.ts'
import { bytesOfMessage, fitting } from './page.ts'

export const searchMessages = defineCommand({
  name: 'message.search',
  who: 'user',
  cost: 5,
  /** Without a text at least one of the others. The next page is what was said `before` the last message found. */
  input: z.object({
    text: z.string().max(200, 'that is too long to search for').default(''),
    channel: channelReference.nullish(),
    from: nameReference.nullish(),
    /** Milliseconds since 1970, neither included. */
    after: z.int().nullish(),
    before: z.int().nullish(),
    has: z.enum(heldKinds).nullish(),
    limit: z.int().min(1).max(100).default(20),
  }),
  async run(context, input) {
    const { channel, from, after = null, before = null, has = null, limit } = input
    const text = input.text.trim()
    const filters = [channel, from, after, before, has]
    if (text === '' && filters.every((filter) => filter == null))
      throw new ChatError('bad-input', { problem: 'there is nothing to search for' })
    const found = await context.store.messages.search({
      user: context.actor.id,
      text,
      channel: channel == null ? null : (await memberChannelFor(context, channel)).channel.id,
      from: from == null ? null : (await userFor(context, from)).id,
      after,
      before,
      has,
      limit,
    })
    const { outboxBytes } = context.policy.limits
    return {
      result: { found: fitting(found, { outboxBytes, bytesOf: ({ message }) => bytesOfMessage(message) }) },
    }
  },
})
