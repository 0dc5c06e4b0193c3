/** A message in one line without its marks: for quotes, labels and what is read out. */
import type { Piece } from './piece.ts'

export function plainText(pieces: readonly Piece[]): string {
  return pieces.map(textOf).join('').replace(/\s+/g, ' ').trim()
}

function textOf(piece: Piece): string {
  if (typeof piece === 'string') return piece
  switch (piece.is) {
    case 'mention':
      return `@${piece.name}`
    case 'channel':
      return `#${piece.name}`
    case 'emoji':
      return `:${piece.name}:`
    case 'block':
      return ` ${piece.text} `
    case 'break':
      return ' '
    case 'line':
    case 'item':
      return `${piece.inner.map(textOf).join('')} `
    case 'bold':
    case 'italic':
    case 'underline':
    case 'struck':
    case 'code':
    case 'list':
    case 'numbers':
    case 'quote':
    case 'link':
      return piece.inner.map(textOf).join('')
  }
}
