/** A line of IRC as text → what it says, and back. Pure and total; the tags and the limits stand in `grammar/`. */
import { formatTags, parseTags } from './grammar/tags.ts'

export { cutUtf8, lineBytes, measure } from './grammar/limits.ts'
export { escapeTagValue, formatTags, parseTags, unescapeTagValue } from './grammar/tags.ts'

export interface IrcMessage {
  /** Unescaped values, '' for a tag without one; of several with one name the last. */
  readonly tags: ReadonlyMap<string, string>
  /** What stood between `@` and the space. */
  readonly rawTags: string | null
  readonly source: string | null
  /** In upper case. */
  readonly command: string
  /** At most 15; only the last may be empty, begin with `:` or hold spaces. */
  readonly params: readonly string[]
}

/** `empty`: nothing was said; `no-command`: tags or a source alone; `forbidden-character`: CR, LF or NUL within the line. */
export interface IrcFault {
  readonly fault: 'empty' | 'no-command' | 'forbidden-character'
}

/** What a line is made of. A source of `null` or '' is left out. */
export interface WrittenMessage {
  readonly tags?: ReadonlyMap<string, string> | undefined
  readonly source?: string | null | undefined
  readonly command: string
  readonly params: readonly string[]
  /** Writes `:` before the last parameter even where it is not needed. */
  readonly trailing?: boolean | undefined
}

const mostParams = 15

// oxlint-disable-next-line no-control-regex -- the characters that would end a line, or a string in C
const forbidden = /[\0\r\n]/
// oxlint-disable-next-line no-control-regex -- the same
const allForbidden = /[\0\r\n]/g
// oxlint-disable-next-line no-control-regex -- the same, and what would end a word
const unfitForWord = /[\0\r\n ]/
// oxlint-disable-next-line no-control-regex -- the same
const allUnfitForWord = /[\0\r\n ]/g

/** Of one line without its line end. Several spaces separate like one, and those before the first word are skipped. */
export function parseMessage(line: string): IrcMessage | IrcFault {
  if (forbidden.test(line)) return { fault: 'forbidden-character' }
  const tags = takeMarked(line, '@', skipSpaces(line, 0))
  const source = takeMarked(line, ':', tags.next)
  const command = takeWord(line, source.next)
  if (command.word === '' && tags.word === null && source.word === null) return { fault: 'empty' }
  // A second source, or tags after one, are no command: echoed, they would be read as the first.
  if (/^(?:[@:]|$)/.test(command.word)) return { fault: 'no-command' }
  return {
    tags: parseTags(tags.word ?? ''),
    rawTags: tags.word,
    source: source.word === '' ? null : source.word,
    command: upperCase(command.word),
    params: takeParams(line, command.next),
  }
}

/**
 * The line without its line end. Whatever it is given, the line holds no CR, LF or NUL. A parameter before the last that could
 * not be read back (empty, with a space, or beginning with `:`) is written as `*`: what somebody sent may be quoted anywhere
 * without moving the parameters after it.
 */
export function formatMessage({ tags, source, command, params, trailing = false }: WrittenMessage): string {
  const tagText = tags === undefined ? '' : formatTags(tags)
  let line = tagText === '' ? '' : `@${tagText} `
  const from = fitForWord(source ?? '')
  if (from !== '') line += `:${from} `
  line += fitForWord(command)
  const last = params.length - 1
  for (let index = 0; index <= last; index += 1) {
    const text = withoutForbidden(params[index] ?? '')
    if (index < last) line += isWord(text) ? ` ${text}` : ' *'
    else line += trailing || !isWord(text) ? ` :${text}` : ` ${text}`
  }
  return line
}

function fitForWord(text: string): string {
  return unfitForWord.test(text) ? text.replace(allUnfitForWord, '') : text
}

function withoutForbidden(text: string): string {
  return forbidden.test(text) ? text.replace(allForbidden, '') : text
}

function isWord(text: string): boolean {
  return text !== '' && !text.startsWith(':') && !text.includes(' ')
}

interface Taken<W> {
  readonly word: W
  /** Where the next word begins. */
  readonly next: number
}

function takeWord(line: string, from: number): Taken<string> {
  const space = line.indexOf(' ', from)
  const end = space === -1 ? line.length : space
  return { word: line.slice(from, end), next: skipSpaces(line, end) }
}

/** A word that begins with a mark, without it; `null` where another one stands. */
function takeMarked(line: string, mark: string, from: number): Taken<string | null> {
  return line.charAt(from) === mark ? takeWord(line, from + 1) : { word: null, next: from }
}

function takeParams(line: string, from: number): readonly string[] {
  const params: string[] = []
  let at = from
  while (at < line.length) {
    const hasColon = line.charAt(at) === ':'
    // RFC 2812: the fifteenth is the last one, with or without a colon.
    if (hasColon || params.length === mostParams - 1) {
      params.push(hasColon ? line.slice(at + 1) : trimSpaces(line, at))
      break
    }
    const { word, next } = takeWord(line, at)
    params.push(word)
    at = next
  }
  return params
}

function skipSpaces(line: string, from: number): number {
  let at = from
  while (line.charAt(at) === ' ') at++
  return at
}

function trimSpaces(line: string, from: number): string {
  let end = line.length
  while (end > from && line.charAt(end - 1) === ' ') end--
  return line.slice(from, end)
}

/** Of ascii only: other letters that fold into ascii (`ı`) must not become a command. */
function upperCase(word: string): string {
  return /^[A-Za-z0-9]+$/.test(word) ? word.toUpperCase() : word
}
