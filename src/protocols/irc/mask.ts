/** Masks and `nick!user@host`: taking apart, completing, comparing. */
import { matchesMask } from '../../core/channels/mask.ts'
import { foldName } from '../../lib/fold.ts'

/** The parts of a source; '' for what it does not have. */
export interface Userhost {
  readonly nick: string
  readonly user: string
  readonly host: string
}

/** `*` and `?` stand for any characters and any one; ascii letters count alike in both cases. */
export function fitsMask(mask: string, source: string): boolean {
  return matchesMask(foldName(mask), foldName(source))
}

/** `nick[!user][@host]`: a `!` after the `@` belongs to the host. */
export function splitUserhost(source: string): Userhost {
  const at = source.indexOf('@')
  const named = at === -1 ? source : source.slice(0, at)
  const host = at === -1 ? '' : source.slice(at + 1)
  const mark = named.indexOf('!')
  if (mark === -1) return { nick: named, user: '', host }
  return { nick: named.slice(0, mark), user: named.slice(mark + 1), host }
}

/** The whole mask for one that is written short: `nick` → `nick!*@*`, `user@host` → `*!user@host`, `nick!user` → `nick!user@*`. */
export function normaliseMask(mask: string): string {
  const { nick, user, host } = splitUserhost(mask)
  const hosted = mask.includes('@')
  if (hosted && user === '' && !mask.slice(0, mask.indexOf('@')).includes('!')) return joined('', nick, host)
  return joined(nick, user, host)
}

function joined(nick: string, user: string, host: string): string {
  return `${nick || '*'}!${user || '*'}@${host || '*'}`
}

const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/

/** A name that a server or a client's host may have: labels of letters, digits and hyphens, at least one dot among them. */
export function isHostname(text: string): boolean {
  if (text.length > 253 || !text.includes('.')) return false
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).split('.')
  return labels.every((part) => part.length <= 63 && label.test(part))
}
