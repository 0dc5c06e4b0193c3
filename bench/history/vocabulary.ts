/** Made-up words, some of which are said all the time and most of which hardly ever (Zipf's law), and texts of them. Pure: a seed gives the same. */

const syllables = [
  ...[
    'ba',
    'be',
    'bo',
    'da',
    'de',
    'di',
    'fa',
    'fo',
    'ga',
    'go',
    'ha',
    'he',
    'in',
    'ja',
    'ka',
    'ke',
    'la',
    'le',
  ],
  ...[
    'li',
    'ma',
    'me',
    'mo',
    'na',
    'ne',
    'no',
    'or',
    'pa',
    'pe',
    'ra',
    're',
    'ri',
    'sa',
    'se',
    'st',
    'ta',
    'te',
  ],
  ...['ti', 'to', 'un', 'va', 'wa', 'we', 'za', 'th', 'er', 'an', 'ing', 'ion'],
]

/** A number from 0 to 1, without 1. */
export type Chance = () => number

/** Marsaglia's xorshift, 32 bits. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** A rank from 0 up to `count`, the first ones most often. */
export function zipfRank(chance: Chance, count: number): number {
  return Math.min(count - 1, Math.floor(Math.exp(chance() * Math.log(count + 1)) - 1))
}

/** `words[0]` is said most. No word begins as `absentWord` does. */
export function madeWords(count: number, chance: Chance): readonly string[] {
  const words = new Set<string>()
  while (words.size < count) {
    const length = 1 + Math.min(4, Math.floor(words.size / 200) + Math.floor(chance() * 3))
    let word = ''
    for (let syllable = 0; syllable < length; syllable += 1)
      word += syllables[pick(chance, syllables.length)] ?? ''
    words.add(word)
  }
  return [...words]
}

/** Its pairs of letters stand in other words, but nowhere all of them one after the other. */
export function absentWord(chance: Chance, words: ReadonlySet<string>): string {
  for (;;) {
    let word = ''
    for (let syllable = 0; syllable < 6; syllable += 1)
      word += syllables[pick(chance, syllables.length)] ?? ''
    if (![...words].some((known) => known.includes(word))) return word
  }
}

/** Mostly short: 1 to 40 words. */
export function madeText(words: readonly string[], chance: Chance): string {
  const count = 1 + Math.floor(40 * chance() ** 2)
  return Array.from({ length: count }, () => words[zipfRank(chance, words.length)]).join(' ')
}

export function pick(chance: Chance, count: number): number {
  return Math.floor(chance() * count)
}
