/** Turns text into overlapping pairs of characters, so that a full-text index finds any part of any word in any script. */

interface Run {
  readonly kind: 'word' | 'symbol'
  readonly characters: readonly string[]
}

const invisible = /[\p{M}\p{Cf}]/gu
/** Letters and digits in a row are one run; any other visible character outside ASCII stands for itself. */
const runs = /[\p{L}\p{N}]+|[^\p{L}\p{N}\p{Z}\p{Cc}\p{ASCII}]/gu
const wordCharacter = /^[\p{L}\p{N}]/u

/** Case, accents, width and compatibility forms fold away; what is left is compared character by character. */
export function foldText(text: string): string {
  const bare = text.toWellFormed().normalize('NFKD').replace(invisible, '').toLowerCase()
  // A lower-case sigma looks different at the end of a word only; some letters gain a mark when lowered.
  return bare.normalize('NFKD').replace(invisible, '').replaceAll('ς', 'σ').normalize('NFKC').toLowerCase()
}

/** What goes into the index: every pair of neighbours of a run and its last character, parted by spaces. */
export function searchGrams(text: string): string {
  return runsOf(text).flatMap(closedGrams).join(' ')
}

/**
 * The FTS5 query that finds every word of `text` as any part of an indexed text. When nothing is left to look for it is
 * an empty phrase, which finds nothing.
 * Safe against injection: grams hold letters, digits and characters outside ASCII only, and are always quoted.
 */
export function searchQuery(text: string): string {
  const phrases = text.split(/\s+/u).map(wordPhrase)
  const wanted = new Set(phrases.filter((phrase) => phrase !== ''))
  return wanted.size === 0 ? '""' : [...wanted].join(' ')
}

/** Inner runs end where they end in the text; the last one may go on there. */
function wordPhrase(word: string): string {
  const parts = runsOf(word)
  const last = parts.at(-1)
  if (last === undefined) return ''
  const inner = parts.slice(0, -1).flatMap(closedGrams)
  const open = last.characters.length === 1
  const grams = [...inner, ...(open ? last.characters : pairs(last.characters))]
  return `"${grams.join(' ')}"${open && last.kind === 'word' ? '*' : ''}`
}

function runsOf(text: string): Run[] {
  const found = foldText(text).match(runs) ?? []
  return found.map((run) => ({
    kind: wordCharacter.test(run) ? 'word' : 'symbol',
    characters: Array.from(run),
  }))
}

function closedGrams(run: Run): string[] {
  return [...pairs(run.characters), ...run.characters.slice(-1)]
}

function pairs(characters: readonly string[]): string[] {
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
