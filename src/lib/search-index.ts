/**
 * What an index of words keeps of a text, and how a search asks for it. Words are terms as they are; where no spaces part
 * them, and in endless runs such as keys, each pair of neighbours is one, and each character. Pure.
 */
import { foldText, isPlain, partsOf, type RunPart, runsOf } from './search-text.ts'

/** A longer run is no word of a language. */
const longestWord = 32
const endless = /[a-z0-9]{33}/
const digits = /^[0-9]+$/
const wordly = /[\p{L}\p{N}]/u
/** Not in any word: it stands alone wherever a text has it (`runsOf`). */
const pieceMark = '·'

/**
 * The terms, parted by spaces or, of ASCII, by anything but letters and digits. Each word is told to `note`:
 * parts of words are looked for among all words there are. A number is not told, for there is no end of them.
 */
export function indexTerms(text: string, note: (word: string) => void): string {
  const folded = foldText(text)
  if (!isPlain(folded) || endless.test(folded)) return termsOfRuns(runsOf(folded), note)
  notePlainWords(folded, note)
  return folded
}

function termsOfRuns(runs: string, note: (word: string) => void): string {
  const terms: string[] = []
  for (const { text, kind } of lookups(runs)) {
    if (kind === 'pieces') terms.push(...pieces(text), ...singles(text))
    else terms.push(text)
    if (kind === 'word') note(text)
  }
  return terms.join(' ')
}

/** Without a regular expression, and a string made of words only: this runs for every message stored. */
function notePlainWords(folded: string, note: (word: string) => void): void {
  let from = 0
  let hasLetter = false
  for (let at = 0; at <= folded.length; at += 1) {
    const code = folded.charCodeAt(at)
    const isLetter = code >= 0x61 && code <= 0x7a
    if (isLetter || (code >= 0x30 && code <= 0x39)) {
      hasLetter ||= isLetter
      continue
    }
    if (hasLetter) note(folded.slice(from, at))
    from = at + 1
    hasLetter = false
  }
}

/** A part of what is looked for. */
export interface Lookup {
  readonly text: string
  /** `number`: of ASCII digits. `pieces`: it is longer than a word, or its script has no spaces. */
  readonly kind: 'word' | 'number' | 'symbol' | 'pieces'
}

export function lookups(runs: string): readonly Lookup[] {
  if (runs === '') return []
  return runs
    .split(' ')
    .flatMap(partsOf)
    .map((part) => ({ text: part.text, kind: kindOf(part) }))
}

function kindOf({ text, isUnspaced }: RunPart): Lookup['kind'] {
  if (isUnspaced || text.length > longestWord) return 'pieces'
  if (digits.test(text)) return 'number'
  return wordly.test(text) ? 'word' : 'symbol'
}

/** The terms of all texts that have this in an endless run, or in a script without spaces. */
export function pieceTerms(text: string): readonly string[] {
  return Array.from(text).length === 1 ? singles(text) : pieces(text)
}

function pieces(text: string): readonly string[] {
  const characters = Array.from(text)
  return characters.slice(1).map((character, index) => `${pieceMark}${characters[index]}${character}`)
}

function singles(text: string): readonly string[] {
  return Array.from(text, (character) => pieceMark + character)
}
