/** The parser's flat list of tokens → a tree of pieces. A token nobody expects becomes its text. */
import type { MarkdownIt } from 'markdown-it'
import { isLinkTarget } from './link-target.ts'
import type { Element, Piece } from './piece.ts'

type Token = ReturnType<MarkdownIt['parse']>[number]

const styled: Readonly<Record<string, Extract<Element, { inner: unknown }>['is']>> = {
  strong: 'bold',
  em: 'italic',
  s: 'struck',
  paragraph: 'line',
  heading: 'line',
  bullet_list: 'list',
  list_item: 'item',
  blockquote: 'quote',
}

interface Open {
  readonly inner: Piece[]
  readonly close: (inner: readonly Piece[]) => readonly Piece[]
}

export function treeOf(tokens: readonly Token[]): readonly Piece[] {
  const root: Piece[] = []
  const stack: Open[] = []
  const into = (): Piece[] => stack.at(-1)?.inner ?? root
  for (const token of tokens) {
    if (token.nesting === 1) stack.push({ inner: [], close: closing(token) })
    else if (token.nesting === 0) into().push(...leaf(token))
    else {
      const done = stack.pop()
      if (done !== undefined) into().push(...done.close(done.inner))
    }
  }
  // Every opening has its end; were it not so, nothing that was said may be lost.
  for (let done = stack.pop(); done !== undefined; done = stack.pop()) into().push(...done.close(done.inner))
  return root
}

function closing(token: Token): Open['close'] {
  const name = token.type.replace(/_open$/, '')
  if (name === 'ordered_list') {
    const start = Number(token.attrGet('start') ?? 1)
    return (inner) => [{ is: 'numbers', start: Number.isSafeInteger(start) ? start : 1, inner }]
  }
  if (name === 'link') {
    const href = String(token.attrGet('href') ?? '')
    // `[text]()` leads nowhere.
    return isLinkTarget(href) ? (inner) => [{ is: 'link', href, inner }] : (inner) => inner
  }
  // Within a tight list the paragraph is there, and not to be seen.
  if (token.hidden) return (inner) => inner
  const is = Object.hasOwn(styled, name) ? styled[name] : undefined
  if (is === undefined || is === 'link' || is === 'numbers') return (inner) => inner
  if (name === 'heading') return (inner) => [{ is, inner: [{ is: 'bold', inner }] }]
  return (inner) => [{ is, inner }]
}

function leaf(token: Token): readonly Piece[] {
  switch (token.type) {
    case 'inline':
      return treeOf(token.children ?? [])
    case 'softbreak':
    case 'hardbreak':
      return [{ is: 'break' }]
    case 'code_inline':
      return [{ is: 'code', inner: [token.content] }]
    case 'fence':
      return [{ is: 'block', language: languageOf(token.info), text: token.content.replace(/\n$/, '') }]
    case 'mention':
    case 'channel':
    case 'emoji':
      return [{ is: token.type, name: token.content }]
    default:
      return token.content === '' ? [] : [token.content]
  }
}

function languageOf(word: string): string {
  return /^[\w+#.-]{1,30}/.exec(word.trim())?.[0].toLowerCase() ?? ''
}
