/** Which links in a text are worth a look. Pure, and next to nothing for a text without any. */
import type { Message } from '../types.ts'
import { saysWhere } from '../uploads/address.ts'

/** More is a list, not a message. */
const mostLinks = 3
/** Characters. */
const longest = 2000

const link = /https?:\/\/[^\s<>"`\p{C}]+/giu
/** Blocks and spans of code; unclosed ones to the end. */
const code = /```[\s\S]*?(?:```|$)|``[^\n]*?``|`[^`\n]*`/g
/** Ends of sentences, and marks around a link. */
const endings = /[.,;:!?'*_~|\\]+$/

/**
 * The first few, each once, as `URL` writes them, without what follows `#`. Left out are those in code, those in angle brackets
 * (that is how an author says that no preview is wanted), and those with a name or a password in them.
 */
export function linksIn(text: string): readonly string[] {
  if (!text.includes('://')) return none
  const said = text.replace(code, (found) => ' '.repeat(found.length))
  const found = new Set<string>()
  for (const match of said.matchAll(link)) {
    if (said[match.index - 1] === '<' || match[0].length > longest) continue
    const url = asLink(trimmed(match[0]))
    if (url !== null) found.add(url)
    if (found.size === mostLinks) break
  }
  return [...found]
}

/** The same without where its own files are: those are shown already. */
export function linksOf({ text, uploads }: Pick<Message, 'text' | 'uploads'>): readonly string[] {
  const links = linksIn(text)
  if (uploads.length === 0) return links
  return links.filter((link) => !uploads.some((upload) => saysWhere(link, upload)))
}

const none: readonly string[] = Object.freeze([])

/** A bracket that was opened before the link is not part of it. */
function trimmed(written: string): string {
  let end = written.replace(endings, '')
  while (/[)\]]$/.test(end) && !isBalanced(end)) end = end.slice(0, -1).replace(endings, '')
  return end
}

function isBalanced(text: string): boolean {
  const closing = text.endsWith(')') ? ')' : ']'
  const opening = closing === ')' ? '(' : '['
  return text.split(opening).length >= text.split(closing).length
}

function asLink(written: string): string | null {
  if (!URL.canParse(written)) return null
  const url = new URL(written)
  if (url.username !== '' || url.password !== '') return null
  url.hash = ''
  return url.href.length > longest ? null : url.href
}
