/** The marks IRC clients put into what they send: bold, italic and the like. Colours are dropped. */
import type { Piece } from './piece.ts'

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const codes = /[\x02\x03\x04\x0f\x11\x16\x1d\x1e\x1f]/
const parts =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x02\x0f\x11\x16\x1d\x1e\x1f]/gi

const styles = {
  '\x02': 'bold',
  '\x1d': 'italic',
  '\x1f': 'underline',
  '\x1e': 'struck',
  '\x11': 'code',
} as const
type Style = (typeof styles)[keyof typeof styles]

export function hasControlCodes(text: string): boolean {
  return codes.test(text)
}

/** Each stretch between two codes is read for itself by `inline`, so that a mark never reaches over a code. */
export function parseControlled(text: string, inline: (text: string) => readonly Piece[]): readonly Piece[] {
  const pieces: Piece[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) pieces.push({ is: 'break' })
    pieces.push(...parseLine(line, inline))
  }
  return pieces
}

function parseLine(line: string, inline: (text: string) => readonly Piece[]): readonly Piece[] {
  const pieces: Piece[] = []
  const on = new Set<Style>()
  let from = 0
  const take = (until: number): void => {
    if (until > from) pieces.push(...dressed(line.slice(from, until), on, inline))
  }
  for (const { 0: code, index } of line.matchAll(parts)) {
    take(index)
    from = index + code.length
    turn(on, code)
  }
  take(line.length)
  return pieces
}

function turn(on: Set<Style>, code: string): void {
  if (code === '\x0f') on.clear()
  const style = Object.entries(styles).find(([sign]) => sign === code)?.[1]
  if (style !== undefined && !on.delete(style)) on.add(style)
}

function dressed(
  text: string,
  on: ReadonlySet<Style>,
  inline: (text: string) => readonly Piece[],
): readonly Piece[] {
  let inner: readonly Piece[] = on.has('code') ? [text] : inline(text)
  for (const is of on) inner = [{ is, inner }]
  return inner
}
