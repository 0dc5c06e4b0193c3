/** What a message is made of once its marks have been read: the only things that can ever be shown of what somebody wrote. */

export type Styled = 'bold' | 'italic' | 'underline' | 'struck' | 'code' | 'line' | 'list' | 'item' | 'quote'

export type Element =
  | { readonly is: Styled; readonly inner: readonly Piece[] }
  | { readonly is: 'numbers'; readonly start: number; readonly inner: readonly Piece[] }
  | { readonly is: 'link'; readonly href: string; readonly inner: readonly Piece[] }
  | { readonly is: 'block'; readonly language: string; readonly text: string }
  /** Names as they were written; whether there is such a person, channel or sign is found out when they are shown. */
  | { readonly is: 'mention' | 'channel' | 'emoji'; readonly name: string }
  | { readonly is: 'break' }

/** A string is text, whatever is in it. */
export type Piece = string | Element
