/** What somebody missed while away: how many in each channel and since when, and the private messages themselves. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import type { UnreadChannel } from '../store-port.ts'
import type { Message } from '../types.ts'
import { withMentions } from './addressed.ts'
import { bytesOfMessage, fittingFromEnd } from './page.ts'

export interface Missed extends UnreadChannel {
  /** The newest unread messages, oldest first, as many as were asked for. */
  readonly messages: readonly Message[]
  /** How many of the unread ones are for the caller. */
  readonly mentions: number
}

export const listMissed = defineCommand({
  name: 'message.list-missed',
  who: 'user',
  cost: 0,
  /** How many messages of each channel to answer; of private conversations it is always a page. */
  input: z.object({ ofChannels: z.int().min(0).max(1000).default(0) }),
  async run(context, input) {
    const unread = await withMentions(context, await context.store.memberships.unread(context.actor.id))
    const missed: Missed[] = []
    for (const entry of unread) {
      const limit = entry.channel.kind === 'direct' ? context.policy.limits.historyPage : input.ofChannels
      missed.push({ ...entry, messages: limit === 0 ? [] : await newestUnread(context, entry, limit) })
    }
    return { result: { missed } }
  },
})

/** What was stored since `unread` was read comes live: shown here too it would be seen twice. */
async function newestUnread(
  { store, actor, policy }: Context<UserActor>,
  { channel, membership }: UnreadChannel,
  limit: number,
): Promise<readonly Message[]> {
  const page = await store.messages.range({
    channel: channel.id,
    after: { position: membership.readPosition },
    before: { position: channel.lastPosition + 1 },
    spokenOnly: true,
    keep: 'newest',
    limit,
  })
  const others = page.filter(({ author }) => author.id !== actor.id)
  return fittingFromEnd(others, { outboxBytes: policy.limits.outboxBytes, bytesOf: bytesOfMessage })
}
