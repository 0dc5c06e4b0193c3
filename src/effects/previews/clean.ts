/** What a stranger's page says, as one line of plain text of bounded length. */

/** Control characters, marks that turn the direction of writing, and what takes no room. Joiners stay: Persian and emoji are written with them. */
const invisible =
  /[\p{Cc}\p{Cs}\p{Co}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
const gaps = /\s+/g
/** What is looked at: cleaning takes time by length. */
const ahead = 4

/** `null`: nothing is left of it. */
export function cleaned(text: string | undefined, most: number): string | null {
  if (text === undefined) return null
  const line = text
    .slice(0, most * ahead)
    .replace(gaps, ' ')
    .replace(invisible, '')
    .trim()
  if (line === '') return null
  const letters = Array.from(line)
  return letters.length <= most
    ? line
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
