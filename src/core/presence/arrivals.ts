/** Makes the facts that somebody is present in their channels now. */
import { personOf } from '../actor.ts'
import { channelRef, type ChatEvent } from '../events.ts'
import type { JoinedChannel } from '../store-port.ts'
import type { User } from '../types.ts'

export function memberArrivals(
  user: User,
  joined: readonly JoinedChannel[],
  at: number,
): readonly ChatEvent[] {
  const { displayName, awayText } = user
  const channels = joined.filter(({ channel }) => channel.kind !== 'direct')
  return channels.map(({ channel, membership: { role, voiced } }): ChatEvent => ({
    type: 'member.arrived',
    audience: [{ to: 'channel', channel: channel.id }],
    at,
    channel: channelRef(channel),
    user: personOf(user),
    displayName,
    awayText,
    role,
    voiced,
  }))
}
