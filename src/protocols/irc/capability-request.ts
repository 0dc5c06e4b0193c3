/** The lists of CAP (IRCv3 capability negotiation): what a client asks for, and long answers in lines that fit. */
import { lineBytes } from './grammar.ts'

export interface CapabilityChange {
  readonly name: string
  readonly on: boolean
}

/** `a -b` → a on, b off: in the order they were written, in which they are to be done. */
export function parseCapabilities(list: string): readonly CapabilityChange[] {
  return list
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (word.startsWith('-') ? { name: word.slice(1), on: false } : { name: word, on: true }))
}

/** The version a client names in CAP LS; 301 for whoever names none, or something that is not a number. */
export function parseCapVersion(word: string | undefined): number {
  const version = word !== undefined && /^[0-9]{1,9}$/.test(word) ? Number(word) : 0
  return Math.max(version, 301)
}

export interface CapabilityAnswer {
  readonly source: string
  readonly nick: string
  readonly subcommand: 'LS' | 'LIST' | 'ACK' | 'NAK' | 'NEW' | 'DEL'
  /** What the client has named in CAP LS. */
  readonly version: number
}

/**
 * What follows the nick in each line. All but the last line of LS and LIST are marked `*`, which clients before 302 do not
 * understand: those are told what fits into one line. A name that no line could hold is left out.
 */
export function capabilityLines(
  names: readonly string[],
  answer: CapabilityAnswer,
): readonly (readonly string[])[] {
  const { source, nick, subcommand, version } = answer
  const listing = subcommand === 'LS' || subcommand === 'LIST'
  const mark = listing ? ['*'] : []
  const frame = `:${source} CAP ${[nick, subcommand, ...mark].join(' ')} :\r\n`
  const lists = fill(names, lineBytes - Buffer.byteLength(frame))
  if (listing && version < 302) return [[subcommand, lists[0] ?? '']]
  const last = lists.length - 1
  return lists.map((list, index) => [subcommand, ...(index < last ? mark : []), list])
}

/** Words joined by spaces, in as few texts as they need; at least one, which may be empty. */
function fill(words: readonly string[], room: number): readonly string[] {
  const texts: string[][] = [[]]
  let used = 0
  for (const word of words) {
    const bytes = Buffer.byteLength(word)
    if (bytes > room) continue
    if (used > 0 && used + 1 + bytes > room) {
      texts.push([])
      used = 0
    }
    texts.at(-1)?.push(word)
    used += bytes + (used > 0 ? 1 : 0)
  }
  return texts.map((text) => text.join(' '))
}
