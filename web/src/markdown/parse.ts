/**
 * Reads what somebody wrote: text → pieces. Pure and total. Markdown, kept narrow: no HTML, no images, no tables, no references;
 * a heading is no more than bold. What is not understood stays text, exactly as it was written.
 */
import createMarkdown, { type MarkdownIt } from 'markdown-it'
import { parseControlled, hasControlCodes } from './control-codes.ts'
import { isLinkTarget } from './link-target.ts'
import { addMarks } from './marks.ts'
import type { Piece } from './piece.ts'
import { treeOf } from './tree.ts'

export type Parse = (text: string) => readonly Piece[]

/** A text longer than any message may be is shown as it is: nobody wrote it to be read with its marks. */
const longest = 20_000

const rules = {
  core: ['linkify', 'text_join'],
  block: ['paragraph', 'fence', 'blockquote', 'list', 'heading'],
  inline: ['newline', 'escape', 'backticks', 'strikethrough', 'emphasis', 'link', 'autolink'],
  closing: ['strikethrough', 'emphasis', 'fragments_join', 'balance_pairs'],
}

export interface Parser {
  /** Lines, lists, blocks and all. */
  readonly parse: Parse
  /** Marks within one line only: for actions and topics. */
  readonly parseLine: Parse
}

/** A parser is dear to make (some milliseconds) and holds nothing: one is enough. */
export function createParser(): Parser {
  const markdown = configured()
  const inline: Parse = (text) => treeOf(markdown.parseInline(text, {}))
  return {
    parse(text) {
      if (text.length > longest) return plain(text)
      if (hasControlCodes(text)) return parseControlled(text, inline)
      return treeOf(markdown.parse(text, {}))
    },
    parseLine(text) {
      if (text.length > longest) return plain(text)
      return hasControlCodes(text) ? parseControlled(text, inline) : inline(text)
    },
  }
}

function configured(): MarkdownIt {
  const markdown = createMarkdown('zero', { html: false, linkify: true, breaks: true })
  markdown.core.ruler.enable(rules.core)
  markdown.block.ruler.enable(rules.block)
  markdown.inline.ruler.enable(rules.inline)
  markdown.inline.ruler2.enable(rules.closing)
  markdown.options.maxNesting = 20
  // Only what begins with its scheme: `readme.md` and `run.sh` are names of files more often than of places.
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  markdown.linkify.add('ftp:', null).add('//', null)
  markdown.validateLink = isLinkTarget
  // As it was written: turned into letters of another script it could pass for another address.
  markdown.normalizeLinkText = (address) => address
  addMarks(markdown)
  return markdown
}

function plain(text: string): readonly Piece[] {
  return text.split('\n').flatMap((line, index): Piece[] => (index === 0 ? [line] : [{ is: 'break' }, line]))
}
