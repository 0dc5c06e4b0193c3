/** What somebody missed while away: how many in each channel and since when, and the private messages themselves. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import type { UnreadChannel } from '../store-port.ts'
import type { Message } from '../types.ts'

export interface Missed extends UnreadChannel {
  /** The unread messages of a direct channel, oldest first, at most a page; empty for others. */
  readonly messages: readonly Message[]
}

export const listMissed = defineCommand({
  name: 'message.list-missed',
  who: 'user',
  cost: 0,
  input: z.object({}),
  async run(context) {
    const unread = await context.store.memberships.unread(context.actor.id)
    const missed: Missed[] = []
    for (const entry of unread) missed.push({ ...entry, messages: await directMessages(entry) })
    return { result: { missed } }

    async function directMessages({ channel, membership }: UnreadChannel): Promise<readonly Message[]> {
      if (channel.kind !== 'direct') return []
      const limit = context.policy.limits.historyPage
      const page = await context.store.messages.history({ channel: channel.id, before: null, limit })
      // What was stored since `unread` was read comes live: shown here too it would be seen twice.
      return page.filter(
        ({ position, author }) =>
          position > membership.readPosition &&
          position <= channel.lastPosition &&
          author.id !== context.actor.id,
      )
    }
  },
})
