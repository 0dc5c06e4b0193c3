/** Turns text into overlapping pairs of characters, so that a full-text index finds any part of any word in any script. */

type Kind = 'word' | 'symbol' | 'gap'

interface Cut {
  /** Every pair, every symbol, and the last character of every run but the final one; a space after each. */
  readonly grams: string
  /** The final run's last character; empty when a symbol comes last. */
  readonly end: string
  /** The final run's length, as far as it matters. */
  readonly endsAlone: boolean
}

const invisible = /[\p{M}\p{Cf}]/gu
const beyondAscii = /[^\p{ASCII}]/u
const word = /[\p{L}\p{N}]/u
const gap = /[\p{Z}\p{Cc}]/u

/** Case, accents, width and compatibility forms fold away; what is left is compared character by character. */
export function foldText(text: string): string {
  // Most text is plain and stops early: this runs for every message stored.
  if (!beyondAscii.test(text)) return text.toLowerCase()
  const bare = text.toWellFormed().normalize('NFKD').replace(invisible, '').toLowerCase()
  if (!beyondAscii.test(bare)) return bare
  // A lower-case sigma looks different at the end of a word only; some letters gain a mark when lowered.
  return bare.normalize('NFKD').replace(invisible, '').replaceAll('ς', 'σ').normalize('NFKC').toLowerCase()
}

/** What goes into the index: the pairs of neighbours of a run, its last character, and every symbol. */
export function searchGrams(text: string): string {
  const { grams, end } = cut(foldText(text))
  return grams + end
}

/**
 * The FTS5 query that finds every word of `text` as any part of an indexed text. When nothing is left to look for it is
 * an empty phrase, which finds nothing. Safe against injection: grams hold letters, digits and characters outside ASCII
 * only, and are always quoted.
 */
export function searchQuery(text: string): string {
  const phrases = text.split(/\s+/u).map(wordPhrase)
  const wanted = new Set(phrases.filter((phrase) => phrase !== ''))
  return wanted.size === 0 ? '""' : [...wanted].join(' ')
}

/** Runs inside a word end where they end in the text; the final one may go on there. */
function wordPhrase(text: string): string {
  const { grams, end, endsAlone } = cut(foldText(text))
  if (grams === '' && end === '') return ''
  return endsAlone ? `"${grams}${end}"*` : `"${grams.trimEnd()}"`
}

function cut(folded: string): Cut {
  let grams = ''
  let end = ''
  let inRun = false
  let endsAlone = false
  for (const character of folded) {
    const kind = kindOf(character)
    if (kind === 'gap') inRun = false
    if (kind === 'gap') continue
    if (inRun && kind === 'word') grams += `${end}${character} `
    else if (end !== '') grams += `${end} `
    if (kind === 'symbol') grams += `${character} `
    endsAlone = kind === 'word' && !inRun
    inRun = kind === 'word'
    end = inRun ? character : ''
  }
  return { grams, end, endsAlone }
}

function kindOf(character: string): Kind {
  const code = character.charCodeAt(0)
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? 'word' : 'gap'
  if (word.test(character)) return 'word'
  return gap.test(character) ? 'gap' : 'symbol'
}
