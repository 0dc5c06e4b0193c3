/** `username@host` as others see it: the host names the account, or stands for a guest's address without giving it away. */
import { keyedDigest } from '../../lib/digest.ts'
import { foldName } from '../../lib/fold.ts'
import type { Person } from '../types.ts'

export interface Cloaked {
  readonly name: string
  readonly account: string | null
  readonly address: string
  /** What the client calls its system user (IRC's USER); absent: the folded name. */
  readonly username?: string | null
  readonly isBot?: boolean
}

const longestUsername = 10
const botDomain = 'bot'

/** A guest keeps the host from one visit to the next, so that channel bans hold; only the key's owner could try addresses. */
export function userhostOf(person: Cloaked, cloakKey: string): string {
  const { name, account, address, username, isBot = false } = person
  const owned = `${account}.${isBot ? botDomain : 'user'}`
  const host = account === null ? `${addressCloak(address, cloakKey)}.guest` : owned
  return `${cleanUsername(username ?? foldName(name))}@${host}`
}

export function usernameOf(userhost: string): string {
  return userhost.slice(0, userhost.indexOf('@'))
}

export function hostOf(userhost: string): string {
  return userhost.slice(userhost.indexOf('@') + 1)
}

/** Whether it is a bot who speaks, also of what was said long ago. No account holds a dot, so nobody else's host ends this way. */
export function isBot({ userhost }: Pick<Person, 'userhost'>): boolean {
  return userhost.endsWith(`.${botDomain}`)
}

function addressCloak(address: string, key: string): string {
  return keyedDigest(key, address).slice(0, 16)
}

function cleanUsername(username: string): string {
  const clean = username.replace(/[^\w.~-]/g, '').slice(0, longestUsername)
  return clean === '' ? 'user' : clean
}
