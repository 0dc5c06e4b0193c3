/** What a role in a channel allows: a ladder. */
import type { ChannelRole } from '../types.ts'

export const channelRoles = [
  'member',
  'voice',
  'halfop',
  'moderator',
  'admin',
  'owner',
] as const satisfies readonly ChannelRole[]

export function rank(role: ChannelRole | null): number {
  return role === null ? -1 : channelRoles.indexOf(role)
}

export function isAtLeast(role: ChannelRole | null, needed: ChannelRole): boolean {
  return rank(role) >= rank(needed)
}
