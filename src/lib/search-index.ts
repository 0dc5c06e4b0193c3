/**
 * What an index of words keeps of a text, and how a search asks for it. Words are terms as they are; where no spaces part
 * them, and in endless runs such as keys, each pair of neighbours is one, and each character. Pure.
 */
import { foldText, isPlain, partsOf, type RunPart, runsOf } from './search-text.ts'

/** A longer run is no word of a language. */
const longestWord = 32
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
  if (!isPlain(folded) || hasEndlessRun(folded)) return termsOfRuns(runsOf(folded), note)
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

/** Of plain text. A run that is longer than a word is at one of these places at least, so only around them is looked. */
function hasEndlessRun(folded: string): boolean {
  for (let at = longestWord; at < folded.length; at += longestWord + 1) {
    if (lengthOfRun(folded, at) > longestWord) return true
  }
  return false
}

/** Of the run of ASCII letters and digits that is at this place. */
function lengthOfRun(folded: string, at: number): number {
  if (!isLetter(folded.charCodeAt(at)) && !isDigit(folded.charCodeAt(at))) return 0
  let from = at
  while (isLetter(folded.charCodeAt(from - 1)) || isDigit(folded.charCodeAt(from - 1))) from -= 1
  let to = at + 1
  while (isLetter(folded.charCodeAt(to)) || isDigit(folded.charCodeAt(to))) to += 1
  return to - from
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Without a regular expression, and a string made of words only: this runs for every message stored. */
function notePlainWords(folded: string, note: (word: string) => void): void {
  let from = 0
  let hasLetter = false
  for (let at = 0; at <= folded.length; at += 1) {
    const code = folded.charCodeAt(at)
    if (isLetter(code)) hasLetter = true
    else if (!isDigit(code)) {
      if (hasLetter) note(folded.slice(from, at))
      from = at + 1
      hasLetter = false
    }
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
