/** The text of a message: sender, number and time at fixed places, so that it is read from the end of its line without strings. */
import { userName } from '../layout.ts'

export const textBytes = 100

/** `keys`: each volley has a word that nobody has said before, and each message one longer than any: dearest for whoever keeps an index of words. */
export const textKinds = ['words', 'keys'] as const
export type TextKind = (typeof textKinds)[number]

interface Form {
  /** Begins the time, and makes a word of it. */
  readonly mark: string
  readonly filler: string
}

const forms: Readonly<Record<TextKind, Form>> = {
  words: {
    mark: '',
    filler: ' the quick brown fox jumps over the lazy dog, again and again and again and again',
  },
  keys: { mark: 'k', filler: ` ${'abcdefghijklmnopqrstuvwxyz'.repeat(3)}` },
}

/** `b00003 00000042 00000123456789 the quick…` or `b00003 00000042 k00000123456789 abcde…`: exactly `textBytes` long. */
export function messageText(sender: number, sequence: number, time: number, kind: TextKind): string {
  const { mark, filler } = forms[kind]
  const head = `${userName(sender)} ${String(sequence).padStart(8, '0')} ${mark}${String(time).padStart(14, '0')}`
  return head + filler.slice(0, textBytes - head.length)
}

export interface ReadText {
  readonly sender: number
  readonly sequence: number
  /** Microseconds of the machine's monotonic clock. */
  readonly time: number
}

export interface ReadMessage extends ReadText {
  readonly channel: number
}

const zero = 48
const space = 32
const letter = 'b'.charCodeAt(0)
const sequenceAt = 'b00000 '.length
const timeAt = sequenceAt + '00000000 '.length
const timeDigits = 14

interface Shape {
  readonly timeAt: number
  /** All that follows the time. */
  readonly filler: Buffer
}

function shapeOf({ mark, filler }: Form): Shape {
  const at = timeAt + mark.length
  return { timeAt: at, filler: Buffer.from(filler.slice(0, textBytes - at - timeDigits)) }
}

const words = shapeOf(forms.words)
const keys = shapeOf(forms.keys)
const keysMark = forms.keys.mark.charCodeAt(0)

/** Reads the text that begins at `start`; `null` when it is not byte for byte what a sender wrote. */
export function readText(bytes: Buffer, start: number): ReadText | null {
  const shape = bytes[start + timeAt] === keysMark ? keys : words
  const fillerAt = start + shape.timeAt + timeDigits
  const isText =
    start >= 0 &&
    bytes[start] === letter &&
    bytes[start + sequenceAt - 1] === space &&
    bytes[start + timeAt - 1] === space &&
    bytes.compare(shape.filler, 0, shape.filler.length, fillerAt, start + textBytes) === 0
  if (!isText) return null
  const sender = numberAt(bytes, start + 1, 5)
  const sequence = numberAt(bytes, start + sequenceAt, 8)
  const time = numberAt(bytes, start + shape.timeAt, timeDigits)
  return sender < 0 || sequence < 0 || time < 0 ? null : { sender, sequence, time }
}

/** -1 where one of them is not a digit. */
export function numberAt(bytes: Buffer, start: number, digits: number): number {
  let number = 0
  for (let at = start; at < start + digits; at += 1) {
    const digit = (bytes[at] ?? 0) - zero
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

/** Microseconds of the machine's monotonic clock, the same in every process. */
export function microseconds(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e6 + Math.floor(nanoseconds / 1000)
}
