/** Makes the facts that several channel commands publish. */
import {
  channelRef,
  type MemberJoined,
  type MemberLeft,
  type SettingChange,
  type SettingsChanged,
} from '../events.ts'
import type { Channel, ChannelRole, UserRef } from '../types.ts'

interface Joined {
  readonly channel: Channel
  readonly user: UserRef
  readonly role: ChannelRole
  readonly at: number
}

export function memberJoined({ channel, user, role, at }: Joined): MemberJoined {
  return {
    type: 'member.joined',
    audience: [{ to: 'channel', channel: channel.id }],
    at,
    channel: channelRef(channel),
    user,
    role,
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
