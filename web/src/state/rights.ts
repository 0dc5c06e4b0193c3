/** What one may do in a channel, as far as it is known here: the server decides. Pure. */
import type {
  WireChannelRole,
  WireOwnChannel,
  WireSelf,
  WireServer,
  WireServerRole,
} from '../../../src/protocols/api/wire.ts'

const ranks: Readonly<Record<WireChannelRole, number>> = {
  member: 0,
  voice: 1,
  halfop: 2,
  moderator: 3,
  admin: 4,
  owner: 5,
}

/** The roles by rank, the lowest first. */
export const channelRoles = ['member', 'voice', 'halfop', 'moderator', 'admin', 'owner'] as const

/** An admin of the server counts as the owner of every channel they are in. */
export function governs(own: WireOwnChannel, self: WireSelf, needed: WireChannelRole): boolean {
  if (own.channel.kind === 'direct') return false
  if (self.role === 'admin') return true
  return ranks[own.membership.role] >= ranks[needed]
}

export function isOperator(self: WireSelf): boolean {
  return self.role !== 'none'
}

/** Neither guests nor bots make any. */
export function mayMakeBots(self: WireSelf, server: Pick<WireServer, 'bots'>): boolean {
  return self.kind === 'person' && (server.bots === 'users' || isOperator(self))
}

const serverRanks: Readonly<Record<WireServerRole, number>> = { none: 0, moderator: 1, admin: 2 }

/** Whoever has a role acts on those below it. */
export function outranks(self: WireSelf, other: { readonly role: WireServerRole }): boolean {
  return serverRanks[self.role] > serverRanks[other.role]
}

export interface Mute {
  readonly until: number | null
  readonly reason: string | null
}

export type Hindrance = 'archived' | 'muted' | 'moderated' | 'accounts-only'

/** Why one may not write here; null: one may. */
export function hindrance(
  { channel, membership }: WireOwnChannel,
  self: WireSelf,
  muted: boolean,
): Hindrance | null {
  if (channel.archivedAt !== null) return 'archived'
  if (muted) return 'muted'
  if (channel.kind === 'direct') return null
  const hasVoice = membership.voiced || ranks[membership.role] >= ranks.voice
  if (hasVoice || self.role === 'admin') return null
  if (channel.settings.moderated) return 'moderated'
  if (channel.settings.accountsSpeak && self.account === null) return 'accounts-only'
  return null
}
