/** What is compared when somebody searches: a text's runs of letters and digits, folded, and each symbol by itself. Pure. */

const invisible = /[\p{M}\p{Cf}]/gu
const beyondAscii = /[^\p{ASCII}]/u
const betweenRuns = /[^\p{L}\p{N}]/gu
const gap = /^[\p{Z}\p{Cc}\p{ASCII}]$/u
const spaces = / +/g
/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]+/gu
const unspacedCharacter = new RegExp(unspaced.source, 'u')

/** Case, accents, width and compatibility forms fold away; what is left is compared character by character. */
export function foldText(text: string): string {
  // Most text is plain and stops early: this runs for every message stored.
  if (isPlain(text)) return text.toLowerCase()
  const bare = text.toWellFormed().normalize('NFKD').replace(invisible, '').toLowerCase()
  if (isPlain(bare)) return bare
  // A lower-case sigma looks different at the end of a word only; some letters gain a mark when lowered.
  return bare.normalize('NFKD').replace(invisible, '').replaceAll('ς', 'σ').normalize('NFKC').toLowerCase()
}

export function isPlain(text: string): boolean {
  return !beyondAscii.test(text)
}

/** The runs of a text, one space between any two. Other ASCII characters, spaces and controls only part them. */
export function runsOf(text: string): string {
  const parted = foldText(text).replace(betweenRuns, (character) =>
    gap.test(character) ? ' ' : ` ${character} `,
  )
  return parted.replace(spaces, ' ').trim()
}

/** The words of a search, each a number of neighbouring runs; none when nothing is left to look for. */
export function searchedWords(text: string): readonly string[] {
  return [...new Set(text.split(/\s+/u).map(runsOf))].filter((word) => word !== '')
}

/** Whether each word stands in the text, as any part of it; a number only from its beginning. */
export function holdsWords(text: string, words: readonly string[]): boolean {
  const runs = runsOf(text)
  return words.every((word) => holds(runs, word))
}

function holds(runs: string, word: string): boolean {
  let at = runs.indexOf(word)
  while (at !== -1 && isWithinNumber(runs, at)) at = runs.indexOf(word, at + 1)
  return at !== -1
}

/** Whether a number stands around this place and began before it. */
function isWithinNumber(runs: string, at: number): boolean {
  if (!isDigit(runs[at]) || !isDigit(runs[at - 1])) return false
  let from = at - 1
  while (isDigit(runs[from - 1])) from -= 1
  let to = at + 1
  while (isDigit(runs[to])) to += 1
  // Two units each: a character of a rarer script has two.
  const before = Array.from(runs.slice(Math.max(0, from - 2), from)).at(-1)
  return partsHere(before) && partsHere(Array.from(runs.slice(to, to + 2))[0])
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}

/** Whether no word that a number could belong to goes on in this character. */
function partsHere(character: string | undefined): boolean {
  return character === undefined || character === ' ' || unspacedCharacter.test(character)
}

export interface RunPart {
  readonly text: string
  readonly isUnspaced: boolean
}

/** A run where scripts with and without spaces between words meet. */
export function partsOf(run: string): readonly RunPart[] {
  if (isPlain(run)) return [{ text: run, isUnspaced: false }]
  const parts: RunPart[] = []
  let from = 0
  for (const { 0: text, index } of run.matchAll(unspaced)) {
    if (index > from) parts.push({ text: run.slice(from, index), isUnspaced: false })
    parts.push({ text, isUnspaced: true })
    from = index + text.length
  }
  if (from < run.length) parts.push({ text: run.slice(from), isUnspaced: false })
  return parts
}
