/** Lines of a text that comes in pieces, parted by `\n` alone: what else readers take for a line end may stand inside JSON. */

export class LineTooLongError extends Error {
  override readonly name = 'LineTooLongError'
}

/** Without their ends. Rejects with `LineTooLongError` past `longest` characters. */
export async function* textLines(pieces: AsyncIterable<string>, longest: number): AsyncGenerator<string> {
  let begun: string[] = []
  let length = 0
  for await (const piece of pieces) {
    const parts = piece.split('\n')
    const last = parts.pop() ?? ''
    for (const part of parts) {
      yield begun.join('') + part
      begun = []
      length = 0
    }
    begun.push(last)
    length += last.length
    if (length > longest) throw new LineTooLongError(`a line is longer than ${longest} characters`)
  }
  const rest = begun.join('')
  if (rest !== '') yield rest
}
