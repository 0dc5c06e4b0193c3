/** Makes the facts that several channel commands publish. */
import {
  channelRef,
  type MemberJoined,
  type MemberLeft,
  type SettingChange,
  type SettingsChanged,
} from '../events.ts'
import { personOf } from '../actor.ts'
import type { Channel, ChannelRole, User } from '../types.ts'

interface Joined {
  readonly channel: Channel
  readonly user: User
  readonly role: ChannelRole
  readonly at: number
  readonly present?: boolean
}

export function memberJoined({ channel, user, role, at, present = false }: Joined): MemberJoined {
  return {
    type: 'member.joined',
    audience: [{ to: 'channel', channel: channel.id }],
    at,
    channel: channelRef(channel),
    user: personOf(user),
    displayName: user.displayName,
    awayText: user.awayText,
    role,
    present,
    position: channel.lastPosition,
  }
}

/** Delivered while the one who left is still subscribed, so that they see it too. */
export function memberLeft(left: Omit<MemberLeft, 'type' | 'audience'>): MemberLeft {
  return { type: 'member.left', audience: [{ to: 'channel', channel: left.channel.id }], ...left }
}

export function settingsChanged(
  channel: Channel,
  change: SettingChange,
  done: { by: string; at: number },
): SettingsChanged {
  const audience = [{ to: 'channel', channel: channel.id }] as const
  return { type: 'settings.changed', audience, channel: channelRef(channel), change, ...done }
}
