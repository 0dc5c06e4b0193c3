/** What was written → something said, a command, or nothing. Pure and total. The same grammar as the plain door's (docs/wire-plain.md). */

export type Written =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'command'; readonly verb: string; readonly rest: string }

/** Only a first line can be a command: a text of several lines that begins with a slash is one too, with all that follows as its rest. */
export function readWritten(text: string): Written {
  if (text.trim() === '') return { kind: 'nothing' }
  if (!text.startsWith('/')) return { kind: 'said', text }
  if (text.startsWith('//')) return { kind: 'said', text: text.slice(1) }
  const verb = /^\S*/.exec(text.slice(1))?.[0] ?? ''
  return { kind: 'command', verb: verb.toLowerCase(), rest: text.slice(1 + verb.length).trim() }
}

/** The first `count` words, quotes keeping spaces together, and what stands behind them as it was typed. */
export function takeWords(
  line: string,
  count: number,
): { readonly words: readonly string[]; readonly rest: string } {
  const words: string[] = []
  let rest = line.trim()
  while (words.length < count && rest !== '') {
    const quoted = /^"([^"]*)"?\s*/.exec(rest)
    const [whole = '', word = ''] = quoted ?? /^(\S+)\s*/.exec(rest) ?? []
    words.push(word)
    rest = rest.slice(whole.length)
  }
  return { words, rest }
}

/** `[seconds] [reason]`: the first word counts as seconds only when it is a whole number. */
export function takeSeconds(rest: string): { readonly seconds: number | null; readonly reason: string } {
  const [, number, reason = ''] = /^(\d{1,15})(?:\s+([^]*))?$/.exec(rest.trim()) ?? []
  return number === undefined
    ? { seconds: null, reason: rest.trim() }
    : { seconds: Number(number), reason: reason.trim() }
}

/** The known words nearest to a mistyped one, nearest first: at most three, none that is mostly different. */
export function nearest(typed: string, known: readonly string[]): readonly string[] {
  const word = typed.slice(0, 32)
  return known
    .map((name) => ({ name, distance: name.startsWith(word) && word !== '' ? 0.5 : distance(word, name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 2.5)))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** How many letters have to be put in, taken out, changed or swapped with their neighbour. */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Infinity
  for (let i = 1; i <= one.length; i++) {
    rows.push([i])
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const steps = [cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (same ? 0 : 1)]
      rows[i]?.push(Math.min(...steps, swapped ? cell(i - 2, j - 2) + 1 : Infinity))
    }
  }
  return cell(one.length, other.length)
}
