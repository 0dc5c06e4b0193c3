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
  if (!beyondAscii.test(text)) return plainGrams(text)
  const { grams, end } = cut(foldText(text))
  return grams + end
}

/** A word of a search: neighbouring grams of a text, parted by single spaces. */
export interface SearchPhrase {
  readonly grams: string
  /** The last gram may also be the beginning of one in the text. */
  readonly isOpen: boolean
}

/** What must all be found in a text; empty when nothing is left to look for, which finds nothing. */
export function searchPhrases(text: string): readonly SearchPhrase[] {
  const phrases = new Map<string, SearchPhrase>()
  for (const word of text.split(/\s+/u)) {
    const phrase = wordPhrase(word)
    if (phrase.grams !== '') phrases.set(`${phrase.grams}${phrase.isOpen ? ' ' : ''}`, phrase)
  }
  return [...phrases.values()]
}

/** Runs inside a word end where they end in the text; the final one may go on there. */
function wordPhrase(text: string): SearchPhrase {
  const { grams, end, endsAlone } = cut(foldText(text))
  return endsAlone ? { grams: grams + end, isOpen: true } : { grams: grams.trimEnd(), isOpen: false }
}

/**
 * The FTS5 query that finds every word of `text` as any part of an indexed text. When nothing is left to look for it is
 * an empty phrase, which finds nothing. Safe against injection: grams hold letters, digits and characters outside ASCII
 * only, and are always quoted.
 */
export function searchQuery(text: string): string {
  const phrases = searchPhrases(text).map(({ grams, isOpen }) => (isOpen ? `"${grams}"*` : `"${grams}"`))
  return phrases.length === 0 ? '""' : phrases.join(' ')
}

/** For indexes that know which grams are in a text but not where: each gram once, and each character one begins with. */
export function searchTerms(text: string): readonly string[] {
  const terms = new Set<string>()
  for (const gram of searchGrams(text).split(' ')) {
    const [first] = gram
    if (first === undefined) continue
    terms.add(gram)
    terms.add(first)
  }
  return [...terms]
}

/** All of them are terms of every text in which the phrases are found; most texts that have them all are such. */
export function wantedTerms(phrases: readonly SearchPhrase[]): readonly string[] {
  const terms = phrases.flatMap(({ grams, isOpen }) => {
    const list = grams.split(' ')
    return isOpen ? [...list.slice(0, -1), [...(list.at(-1) ?? '')][0] ?? ''] : list
  })
  return [...new Set(terms)]
}

/** Whether a text holds every phrase. */
export function holdsPhrases(text: string, phrases: readonly SearchPhrase[]): boolean {
  const grams = ` ${searchGrams(text)} `
  return phrases.every((phrase) => grams.includes(` ${phrase.grams}${phrase.isOpen ? '' : ' '}`))
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

/** The same for what has no symbols and no case but ASCII's: most texts, each once for every message stored. */
function plainGrams(text: string): string {
  const grams = Buffer.allocUnsafe(3 * text.length)
  let length = 0
  let last = 0
  let inRun = false
  const put = (code: number): void => {
    grams[length] = code
    length += 1
  }
  for (let at = 0; at < text.length; at += 1) {
    const code = lowered(text.charCodeAt(at))
    const isWord = isPlainWord(code)
    if (isWord && last !== 0) {
      put(last)
      if (inRun) put(code)
      put(space)
    }
    if (isWord) last = code
    inRun = isWord
  }
  if (last !== 0) put(last)
  return grams.toString('latin1', 0, length)
}

const space = 0x20

function lowered(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code
}

function isPlainWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
}

function kindOf(character: string): Kind {
  const code = character.charCodeAt(0)
  if (code < 0x80) return isPlainWord(code) ? 'word' : 'gap'
  if (word.test(character)) return 'word'
  return gap.test(character) ? 'gap' : 'symbol'
}
