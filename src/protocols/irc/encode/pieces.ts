/** A text as pieces that fit into lines: at its line ends, and where a line would grow too long. */
import type { MessagePiece } from '../../../core/events.ts'
import type { Message } from '../../../core/types.ts'
import { cutUtf8 } from '../grammar.ts'

/** Of 512 bytes, what is left for the text beside the longest source, command and target. */
export const pieceBytes = 350

export function piecesOf(message: Pick<Message, 'text'>): readonly MessagePiece[] {
  return message.text.split('\n').flatMap(cutLine)
}

function cutLine(line: string): readonly MessagePiece[] {
  const pieces: MessagePiece[] = []
  let rest = line
  do {
    const text = cutUtf8(rest, pieceBytes)
    pieces.push({ text, joined: pieces.length > 0 })
    rest = rest.slice(text.length)
  } while (rest !== '')
  return pieces
}

/** For clients that know single lines only: an empty line cannot be said. */
export function pieceTexts(pieces: readonly MessagePiece[]): readonly string[] {
  if (pieces.length === 1) return pieces.map(({ text }) => text)
  return pieces.map(({ text }) => text).filter((text) => text !== '')
}
