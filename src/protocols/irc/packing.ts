/** Words packed into as few lines as hold them, counted in bytes as the wire counts. */
import { lineBytes } from './grammar.ts'
import { lineText, type IrcLine } from './line.ts'

/** Texts of at most `room` bytes, the words in each joined by a separator of one byte. A word that no text could hold is left out. */
export function packWords(words: readonly string[], room: number, separator = ' '): readonly string[] {
  const texts: string[][] = []
  let used = 0
  for (const word of words) {
    const bytes = Buffer.byteLength(word)
    if (bytes > room) continue
    if (texts.length === 0 || used + 1 + bytes > room) {
      texts.push([])
      used = -1
    }
    texts.at(-1)?.push(word)
    used += 1 + bytes
  }
  return texts.map((text) => text.join(separator))
}

/** The lines that `lineOf` makes of such texts, none longer than a line may be. */
export function packedLines(
  words: readonly string[],
  lineOf: (text: string) => IrcLine,
  separator = ' ',
): readonly IrcLine[] {
  const room = lineBytes - Buffer.byteLength(lineText(lineOf('')))
  return packWords(words, room, separator).map(lineOf)
}
