/** The roles of a channel as IRC writes them: mode letters and prefixes. */
import type { ChannelRole } from '../../core/types.ts'

interface Written {
  readonly letter: string
  readonly prefix: string
}

/** Highest first, as PREFIX in 005 has them. */
export const roleLetters = {
  owner: { letter: 'q', prefix: '~' },
  admin: { letter: 'a', prefix: '&' },
  moderator: { letter: 'o', prefix: '@' },
  halfop: { letter: 'h', prefix: '%' },
  voice: { letter: 'v', prefix: '+' },
} as const satisfies Readonly<Record<Exclude<ChannelRole, 'member'>, Written>>

export const prefixToken = `(${Object.values(roleLetters)
  .map(({ letter }) => letter)
  .join('')})${Object.values(roleLetters)
  .map(({ prefix }) => prefix)
  .join('')}`

/** `@` for a moderator; empty for a member. */
export function prefixOf(role: ChannelRole): string {
  return role === 'member' ? '' : roleLetters[role].prefix
}

/** All that somebody holds, highest first: `@+`. */
export function prefixesOf({ role, voiced }: Held): string {
  return prefixOf(role) + (voiced ? prefixOf('voice') : '')
}

export interface Held {
  readonly role: ChannelRole
  readonly voiced: boolean
}

/** The letters of all that somebody holds. */
export function lettersOf({ role, voiced }: Held): readonly string[] {
  return [letterOf(role), voiced ? letterOf('voice') : null].filter((letter) => letter !== null)
}

export function letterOf(role: ChannelRole): string | null {
  return role === 'member' ? null : roleLetters[role].letter
}

export function roleOfLetter(letter: string): ChannelRole | null {
  return roleWhere((written) => written.letter === letter)
}

export function roleOfPrefix(prefix: string): ChannelRole | null {
  return roleWhere((written) => written.prefix === prefix)
}

function roleWhere(is: (written: Written) => boolean): ChannelRole | null {
  const roles: readonly Exclude<ChannelRole, 'member'>[] = ['owner', 'admin', 'moderator', 'halfop', 'voice']
  return roles.find((role) => is(roleLetters[role])) ?? null
}
