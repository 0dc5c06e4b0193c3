/** Text → what was meant. Pure and total: every line means something said, a command, or nothing. */

export type Said = { readonly kind: 'said'; readonly text: string }
export type Commanded = { readonly kind: 'command'; readonly verb: string; readonly rest: string }
export type Nothing = { readonly kind: 'nothing' }
export type Meaning = Said | Commanded | Nothing

/** `/verb rest` is a command, `//text` says `/text`, anything else is said. Verbs are without regard to case. */
export function parseLine(line: string): Meaning {
  if (line.trim() === '') return { kind: 'nothing' }
  if (!line.startsWith('/')) return { kind: 'said', text: line }
  if (line.startsWith('//')) return { kind: 'said', text: line.slice(1) }
  const space = line.indexOf(' ')
  const end = space === -1 ? line.length : space
  return { kind: 'command', verb: line.slice(1, end).toLowerCase(), rest: line.slice(end).trimStart() }
}

/** A whole number, or `null` when the word is something else. */
export function wholeNumber(word: string | undefined): number | null {
  return word !== undefined && /^\d{1,15}$/.test(word) ? Number(word) : null
}

/** `[seconds] [reason]`: the first word counts as seconds only when it is a whole number. */
export function secondsAndReason(rest: string): { seconds: number | null; reason: string } {
  const trimmed = rest.trim()
  const first = trimmed.split(' ', 1)[0]
  const seconds = wholeNumber(first)
  if (first === undefined || seconds === null) return { seconds: null, reason: trimmed }
  return { seconds, reason: trimmed.slice(first.length).trim() }
}
