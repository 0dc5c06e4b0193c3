/** What is written in the search field, as a search: words, and filters like `from:ada in:#general before:2026-01-31 has:file`. Pure. */
import type { SearchInput } from '../connection/calls.ts'

export type Query =
  | { readonly ok: true; readonly input: SearchInput }
  | { readonly ok: false; readonly problem: 'bad-date' | 'bad-has'; readonly word: string }

type Filled = { -readonly [K in keyof SearchInput]: SearchInput[K] }

export const heldKinds = [
  'link',
  'file',
  'picture',
  'video',
  'sound',
] as const satisfies readonly NonNullable<SearchInput['has']>[]

/** `"two words"` and `from:"two words"` stay together. */
const words = /(?:(?<filter>from|in|before|after|has):)?(?:"(?<quoted>[^"]*)"|(?<plain>\S+))/giu

export function parseQuery(written: string): Query {
  const input: Filled = {}
  const text: string[] = []
  for (const { groups } of written.matchAll(words)) {
    const word = groups?.['quoted'] ?? groups?.['plain'] ?? ''
    const filter = groups?.['filter']?.toLowerCase()
    if (filter === undefined) text.push(word)
    else {
      const problem = fill(input, filter, word)
      if (problem !== null) return { ok: false, problem, word }
    }
  }
  const joined = text.join(' ').trim()
  return { ok: true, input: joined === '' ? input : { ...input, text: joined } }
}

function fill(input: Filled, filter: string, word: string): 'bad-date' | 'bad-has' | null {
  if (filter === 'from') input.from = word.replace(/^@/, '')
  else if (filter === 'in') input.channel = word.startsWith('#') ? word : `#${word}`
  else if (filter === 'has') {
    const kind = heldKinds.find((each) => each === word.toLowerCase())
    if (kind === undefined) return 'bad-has'
    input.has = kind
  } else {
    const day = dayOf(word)
    if (day === null) return 'bad-date'
    // Before a day ends with the day before; after it begins when it is over.
    if (filter === 'before') input.before = day.getTime()
    else input.after = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime() - 1
  }
  return null
}

/** The day's beginning where the reader is. */
function dayOf(word: string): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word) ?? []
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? date : null
}

export function isEmptyQuery(input: SearchInput): boolean {
  return Object.keys(input).length === 0
}

const filters = ['from:', 'in:', 'before:', 'after:', 'has:'] as const

/** How what is written may go on: the last word as a filter, or as what a message may hold. */
export function completions(written: string): readonly string[] {
  const last = /\S*$/.exec(written)?.[0] ?? ''
  const word = last.toLowerCase()
  const known = word.startsWith('has:')
    ? heldKinds.map((kind) => `has:${kind}`)
    : word.length < 2
      ? []
      : filters
  const before = written.slice(0, written.length - last.length)
  return known.filter((each) => each.startsWith(word) && each !== word).map((each) => `${before}${each}`)
}
