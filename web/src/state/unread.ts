/** What a new message adds to what is unread, and when somebody is meant in particular. Pure. */
import type { WireMessage, WireOwnChannel, WireSelf } from '../../../src/protocols/api/wire.ts'

export function isSpoken({ kind, deletedAt }: Pick<WireMessage, 'kind' | 'deletedAt'>): boolean {
  return deletedAt === null && (kind === 'text' || kind === 'action' || kind === 'notice')
}

/** Whether a name stands in a text as a word of its own, with or without `@`. */
export function mentions(text: string, names: readonly (string | null)[]): boolean {
  return names.some((name) => name !== null && name !== '' && holdsWord(text, name))
}

const wordCharacter = /[\p{L}\p{N}_-]/u

function holdsWord(text: string, word: string): boolean {
  const where = text.toLowerCase()
  const what = word.toLowerCase()
  for (let at = where.indexOf(what); at !== -1; at = where.indexOf(what, at + 1)) {
    const before = where.slice(0, at).at(-1) ?? ''
    const after = where.at(at + what.length) ?? ''
    if (!wordCharacter.test(before) && !wordCharacter.test(after)) return true
  }
  return false
}

export function isForMe(own: WireOwnChannel, message: WireMessage, self: WireSelf): boolean {
  if (message.author.id === self.id) return false
  return own.channel.kind === 'direct' || mentions(message.text, [self.name, self.account, self.displayName])
}

/** The counts after a message that nobody has looked at yet. */
export function counted(own: WireOwnChannel, message: WireMessage, self: WireSelf): Partial<WireOwnChannel> {
  if (!isSpoken(message) || message.author.id === self.id) return {}
  if (message.position <= own.membership.readPosition) return {}
  return { unread: own.unread + 1, mentions: own.mentions + (isForMe(own, message, self) ? 1 : 0) }
}

/** What is left unread after reading up to `position`, as far as the held messages tell: all of it, where they reach the newest. */
export function readUpTo(
  own: WireOwnChannel,
  { position, messages, isNewest, self }: Held & { readonly position: number; readonly self: WireSelf },
): Partial<WireOwnChannel> {
  const before = own.membership.readPosition
  const readPosition = Math.max(before, position)
  const unread = messages.filter(
    (message) => message.position > before && isSpoken(message) && message.author.id !== self.id,
  )
  const counts = (some: readonly WireMessage[]) => ({
    unread: some.length,
    mentions: some.filter((message) => isForMe(own, message, self)).length,
  })
  const left = counts(unread.filter((message) => message.position > readPosition))
  const passed = counts(unread.filter((message) => message.position <= readPosition))
  const rest = (key: 'unread' | 'mentions') =>
    isNewest ? Math.min(own[key], left[key]) : Math.max(left[key], own[key] - passed[key])
  return {
    membership: { ...own.membership, readPosition },
    unread: rest('unread'),
    mentions: rest('mentions'),
  }
}

export interface Held {
  readonly messages: readonly WireMessage[]
  /** Whether they reach the newest message. */
  readonly isNewest: boolean
}
