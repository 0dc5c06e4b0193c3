/** Overlapping pairs of characters: for indexes of terms that know which are in a text, but not where. Pure. */
import { runsOf } from './search-text.ts'

/** Each pair of neighbours in a text once, and each character. */
export function searchTerms(text: string): readonly string[] {
  const terms = new Set<string>()
  for (const run of runsIn(runsOf(text))) {
    const characters = Array.from(run)
    for (const [index, character] of characters.entries()) {
      const next = characters[index + 1]
      terms.add(character)
      if (next !== undefined) terms.add(character + next)
    }
  }
  return [...terms]
}

/** All of them are terms of every text that holds these words (`search-text.ts`); most texts that have them all hold the words. */
export function wantedTerms(words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap(runsIn).flatMap(pairs))]
}

function runsIn(runs: string): readonly string[] {
  return runs === '' ? [] : runs.split(' ')
}

/** A single character is a term by itself. */
function pairs(run: string): readonly string[] {
  const characters = Array.from(run)
  const [only] = characters
  if (only !== undefined && characters.length === 1) return [only]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
