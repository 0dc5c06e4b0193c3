/** What stands for somebody who has no picture: the signs and the colour. Pure. */

/** The first sign of the first two words; of one word its first two. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const signs = words.length > 1 ? words.slice(0, 2).map(firstOf) : [...(words[0] ?? name)].slice(0, 2)
  return signs.join('').toUpperCase()
}

function firstOf(word: string): string {
  return [...word].find((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? ''
}

/** Ids begin with the time: their ends are what differs. */
export function hueOf(id: string): number {
  let hash = 7
  for (const sign of id) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 360_007
  return hash % 360
}
