/** `username@host` as others see it: the host names the account, or stands for a guest's address without giving it away. */
import { keyedDigest } from '../../lib/digest.ts'
import { foldName } from '../../lib/fold.ts'

export interface Cloaked {
  readonly name: string
  readonly account: string | null
  readonly address: string
  /** What the client calls its system user (IRC's USER); absent: the folded name. */
  readonly username?: string | null
}

const longestUsername = 10

/** A guest keeps the host from one visit to the next, so that channel bans hold; only the key's owner could try addresses. */
export function userhostOf(person: Cloaked, cloakKey: string): string {
  const { name, account, address, username } = person
  const host = account === null ? `${addressCloak(address, cloakKey)}.guest` : `${account}.user`
  return `${cleanUsername(username ?? foldName(name))}@${host}`
}

export function usernameOf(userhost: string): string {
  return userhost.slice(0, userhost.indexOf('@'))
}

export function hostOf(userhost: string): string {
  return userhost.slice(userhost.indexOf('@') + 1)
}

function addressCloak(address: string, key: string): string {
  return keyedDigest(key, address).slice(0, 16)
}

function cleanUsername(username: string): string {
  const clean = username.replace(/[^\w.~-]/g, '').slice(0, longestUsername)
  return clean === '' ? 'user' : clean
}
