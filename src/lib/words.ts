/** Splits a command line into words; quotes keep spaces together, and the rest of the line can be had as it was typed. */

export interface Word {
  readonly text: string
  /** Where the word begins and where the line goes on after it (spaces skipped). */
  readonly start: number
  readonly next: number
}

/** The word at `from`, or `null` at the line's end. A quote that is never closed runs to the end of the line. */
export function wordAt(line: string, from: number): Word | null {
  const start = skipSpaces(line, from)
  if (start >= line.length) return null
  if (line.charAt(start) !== '"') {
    const end = line.indexOf(' ', start)
    const stop = end === -1 ? line.length : end
    return { text: line.slice(start, stop), start, next: skipSpaces(line, stop) }
  }
  const close = line.indexOf('"', start + 1)
  const stop = close === -1 ? line.length : close
  return { text: line.slice(start + 1, stop), start, next: skipSpaces(line, stop + 1) }
}

/** The first `count` words and what stands after them, untouched. */
export function splitWords(line: string, count: number): { words: string[]; rest: string } {
  const words: string[] = []
  let at = 0
  while (words.length < count) {
    const word = wordAt(line, at)
    if (word === null) return { words, rest: '' }
    words.push(word.text)
    at = word.next
  }
  return { words, rest: line.slice(at) }
}

function skipSpaces(line: string, from: number): number {
  let at = from
  while (line.charAt(at) === ' ') at++
  return at
}
