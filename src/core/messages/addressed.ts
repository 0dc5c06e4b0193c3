/** How many of somebody's unread messages are for them: private ones, answers to theirs, and those that mention them. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import type { UnreadCount } from '../store-port.ts'
import type { ChannelId } from '../types.ts'
import { mentions } from './mentions.ts'

/** Counted among so many of the newest changes of each channel; beyond it nobody counts any more. */
export const countedChanges = 1000
/** Of all channels together. */
const mostAddressed = 1000

export async function withMentions<C extends UnreadCount>(
  { store, actor }: Context<UserActor>,
  channels: readonly C[],
): Promise<readonly (C & { readonly mentions: number })[]> {
  const counts = new Map<ChannelId, number>()
  if (channels.some(({ channel, unread }) => channel.kind !== 'direct' && unread > 0)) {
    const within = { changes: countedChanges, limit: mostAddressed }
    for (const { channel, text, answersReader } of await store.memberships.addressed(actor, within)) {
      if (!answersReader && !mentions(text, [actor.name, actor.account])) continue
      counts.set(channel, (counts.get(channel) ?? 0) + 1)
    }
  }
  return channels.map((one) => {
    const { channel, unread } = one
    return { ...one, mentions: channel.kind === 'direct' ? unread : (counts.get(channel.id) ?? 0) }
  })
}
