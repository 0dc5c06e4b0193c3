/** What changed in a channel after a position: what a client asks that was away and knows where it stopped. */
import { z } from 'zod'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { channelReference } from '../input.ts'
import type { Change } from '../types.ts'
import { bytesOfMessage, fitting } from './page.ts'

export const listChanges = defineCommand({
  name: 'message.list-changes',
  who: 'user',
  cost: 2,
  /** Cut to the server's page size, in changes and bytes. */
  input: z.object({
    channel: channelReference,
    after: z.int().min(0),
    limit: z.int().min(1, 'must be at least 1').max(100_000, 'that is too many').default(100),
  }),
  /** The next page begins after the `position` answered; the last one ends at the channel's `lastPosition` or later. */
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    const limit = Math.min(input.limit, context.policy.limits.historyPage)
    const found = await context.store.messages.changedSince(channel.id, input.after, limit)
    const { outboxBytes } = context.policy.limits
    const changes = fitting(found.changes, { outboxBytes, bytesOf })
    const isCut = changes.length < found.changes.length
    const position = isCut ? (changes.at(-1)?.position ?? input.after) : found.position
    return { result: { channel, changes, position } }
  },
})

function bytesOf(change: Change): number {
  if (change.kind === 'message') return bytesOfMessage(change.message)
  return change.kind === 'preview' ? bytesOfMessage({ text: '', uploads: [], previews: change.previews }) : 0
}
