/** Text → what the operator asks for, and what stands after the command. Pure and total: nothing in here throws. */
import { splitWords, wordAt } from '../../lib/words.ts'

export interface Request {
  /** In lower case, without the slash. */
  readonly verb: string
  /** What stands after it, as it was typed. */
  readonly rest: string
}

/** What a verb takes, in this order. */
export interface Shape {
  /** Words that must be there, by what they are: `a name`. Quotes allow spaces. */
  readonly words?: readonly string[]
  /** A word that may be there. */
  readonly optionalWord?: true
  /** A number that may be there. A word that is none begins the text. */
  readonly number?: true
  /** The rest of the line. */
  readonly text?: 'optional' | { readonly required: string }
}

export interface Given {
  readonly words: readonly string[]
  readonly number: number | null
  /** Empty when there is none. */
  readonly text: string
}

export interface Problem {
  readonly problem: string
}

const numeric = /^[+-]?\d+(\.\d+)?$/

/** `null` for a line with nothing on it. The slash may be left out; tabs and line ends count as spaces. */
export function parseLine(line: string): Request | null {
  const text = line.replace(/[\t\r\n\v\f]/g, ' ').trim()
  const bare = text.startsWith('/') ? text.slice(1) : text
  if (text === '') return null
  const space = bare.indexOf(' ')
  const end = space === -1 ? bare.length : space
  return { verb: bare.slice(0, end).toLowerCase(), rest: bare.slice(end).trim() }
}

export function parseArguments(shape: Shape, rest: string): Given | Problem {
  const needed = shape.words ?? []
  const { words, rest: afterWords } = splitWords(rest, needed.length)
  const missing = needed.find((_, index) => (words[index] ?? '') === '')
  if (missing !== undefined) return { problem: `${missing} is missing` }
  if (shape.optionalWord === true) return withOptionalWord(words, afterWords)
  const { number, rest: text } = shape.number === true ? takeNumber(afterWords) : noNumber(afterWords)
  if (shape.text === undefined && text !== '') return tooMuch(text)
  if (typeof shape.text === 'object' && unquoted(text) === '')
    return { problem: `${shape.text.required} is missing` }
  return { words, number, text: unquoted(text) }
}

function withOptionalWord(words: readonly string[], rest: string): Given | Problem {
  const word = wordAt(rest, 0)
  if (word === null) return { words, number: null, text: '' }
  if (word.next < rest.length) return tooMuch(rest.slice(word.next))
  return { words: [...words, word.text], number: null, text: '' }
}

function takeNumber(rest: string): { number: number | null; rest: string } {
  const word = wordAt(rest, 0)
  if (word === null || rest.startsWith('"') || !numeric.test(word.text)) return noNumber(rest)
  return { number: Number(word.text), rest: rest.slice(word.next) }
}

function noNumber(rest: string): { number: null; rest: string } {
  return { number: null, rest }
}

function tooMuch(text: string): Problem {
  return { problem: `"${text}" is more than this command takes` }
}

/** A text put into quotes as a whole is meant without them. */
function unquoted(text: string): string {
  const quoted = text.length > 1 && text.startsWith('"') && text.indexOf('"', 1) === text.length - 1
  return quoted ? text.slice(1, -1).trim() : text
}
