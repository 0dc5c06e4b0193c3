/**
 * The one place where what others wrote becomes elements. There is no HTML on this way: pieces become elements by the table below,
 * text becomes text, and an address has been checked before it becomes a link (twice: this is the last gate).
 */
import type { ComponentChildren } from 'preact'
import type { ReadonlySignal } from '@preact/signals'
import type { EmojiBook } from '../emoji/emoji-book.ts'
import { CodeBlock } from './code-block.tsx'
import { isLinkTarget } from './link-target.ts'
import type { Element, Piece, Styled } from './piece.ts'
import './render.css'

/** What names in a text lead to. */
export interface Surroundings {
  /** Known people by their names in lower case. */
  readonly people: ReadonlySignal<ReadonlyMap<string, string>>
  /** One's own name in lower case. */
  readonly ownName: string
  /** Names of one's channels by their names in lower case. */
  readonly channels: ReadonlySignal<ReadonlyMap<string, string>>
  readonly emoji: EmojiBook
  showPerson(name: string): void
  go(path: string): void
}

export function render(pieces: readonly Piece[], around: Surroundings): ComponentChildren {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : element(piece, around)))
}

const tags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  struck: 's',
  code: 'code',
  line: 'p',
  list: 'ul',
  item: 'li',
  quote: 'blockquote',
} as const satisfies Record<Styled, string>

function element(piece: Element, around: Surroundings): ComponentChildren {
  switch (piece.is) {
    case 'break':
      return <br />
    case 'block':
      return <CodeBlock language={piece.language} text={piece.text} />
    case 'mention':
      return <Mention name={piece.name} around={around} />
    case 'channel':
      return <ChannelLink name={piece.name} around={around} />
    case 'emoji':
      return <EmojiSign name={piece.name} around={around} />
    case 'link':
      return link(piece.href, render(piece.inner, around))
    case 'numbers':
      return <ol start={piece.start}>{render(piece.inner, around)}</ol>
    case 'bold':
    case 'italic':
    case 'underline':
    case 'struck':
    case 'code':
    case 'line':
    case 'list':
    case 'item':
    case 'quote': {
      const Tag = tags[piece.is]
      return <Tag>{render(piece.inner, around)}</Tag>
    }
  }
}

function link(href: string, inner: ComponentChildren): ComponentChildren {
  if (!isLinkTarget(href)) return inner
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow">
      {inner}
    </a>
  )
}

interface Named {
  readonly name: string
  readonly around: Surroundings
}

function Mention({ name, around }: Named) {
  const found = known(name, around.people.value)
  if (found === null) return <>@{name}</>
  const isOwn = found.name.toLowerCase() === around.ownName
  const own = isOwn ? ' mention_own' : ''
  return (
    <>
      <button type="button" class={`mention${own}`} onClick={() => around.showPerson(found.name)}>
        @{found.name}
      </button>
      {found.rest}
    </>
  )
}

/** The person of that name; the end of a sentence (`@ann_`, `@ann-`) is not part of it, if there is nobody called so. */
function known(
  written: string,
  people: ReadonlyMap<string, string>,
): { readonly name: string; readonly rest: string } | null {
  for (let length = written.length; length > 0; length--) {
    const name = people.get(written.slice(0, length).toLowerCase())
    if (name !== undefined) return { name, rest: written.slice(length) }
    if (/[\p{L}\p{N}]/u.test(written[length - 1] ?? '')) return null
  }
  return null
}

function ChannelLink({ name, around }: Named) {
  const found = known(name, around.channels.value)
  if (found === null) return <>#{name}</>
  const path = `/c/${encodeURIComponent(found.name)}`
  const go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    around.go(path)
  }
  return (
    <>
      <a class="channel-link" href={path} onClick={go}>
        #{found.name}
      </a>
      {found.rest}
    </>
  )
}

function EmojiSign({ name, around }: Named) {
  const sign = around.emoji.signOf(name)
  if (sign === null) {
    around.emoji.load()
    return <>:{name}:</>
  }
  return (
    <span role="img" aria-label={name} title={`:${name}:`}>
      {sign}
    </span>
  )
}
