/** A text as pieces that fit into lines: at its line ends, and where a line would grow too long. */
import type { MessagePiece } from '../../../core/events.ts'
import type { Message } from '../../../core/types.ts'
import { cutUtf8 } from '../grammar.ts'

/** `bytes`: what is left for the text in a line, beside its source, command and target. */
export function piecesOf({ text }: Pick<Message, 'text'>, bytes: number): readonly MessagePiece[] {
  // Nearly all are: a UTF-16 unit takes three bytes at most.
  if (3 * text.length <= bytes && !text.includes('\n')) return [{ text, joined: false }]
  return text.split('\n').flatMap((line) => cutLine({ text: line, joined: false }, bytes))
}

/** Pieces as their author cut them, cut further where they would not fit. */
export function fitting(pieces: readonly MessagePiece[], bytes: number): readonly MessagePiece[] {
  return pieces.flatMap((piece) => cutLine(piece, bytes))
}

function cutLine({ text, joined }: MessagePiece, bytes: number): readonly MessagePiece[] {
  const pieces: MessagePiece[] = []
  let rest = text
  do {
    const fits = cutUtf8(rest, bytes)
    pieces.push({ text: fits, joined: pieces.length > 0 || joined })
    rest = rest.slice(fits.length)
  } while (rest !== '')
  return pieces
}

/** For clients that know single lines only: an empty line cannot be said. */
export function pieceTexts(pieces: readonly MessagePiece[]): readonly string[] {
  if (pieces.length === 1) return pieces.map(({ text }) => text)
  return pieces.map(({ text }) => text).filter((text) => text !== '')
}
