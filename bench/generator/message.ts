/** The text of a message: sender, number and time at fixed places, so that it is read from the end of its line without strings. */
import { userName } from '../layout.ts'

export const textBytes = 100

const filler = ' the quick brown fox jumps over the lazy dog, again and again and again and again'

/** `b00003 00000042 00000123456789 the quick…`: exactly `textBytes` long. */
export function messageText(sender: number, sequence: number, time: number): string {
  const head = `${userName(sender)} ${String(sequence).padStart(8, '0')} ${String(time).padStart(14, '0')}`
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
const senderAt = 'b'.length
const sequenceAt = senderAt + '00000 '.length
const timeAt = sequenceAt + '00000000 '.length
const fillerAt = timeAt + 14
const fillerBytes = Buffer.from(filler.slice(0, textBytes - fillerAt))

/** Reads the text that begins at `start`; `null` when it is not byte for byte what a sender wrote. */
export function readText(bytes: Buffer, start: number): ReadText | null {
  const isText =
    start >= 0 &&
    bytes[start] === letter &&
    bytes[start + sequenceAt - 1] === space &&
    bytes[start + timeAt - 1] === space &&
    bytes.compare(fillerBytes, 0, fillerBytes.length, start + fillerAt, start + textBytes) === 0
  if (!isText) return null
  const sender = numberAt(bytes, start + senderAt, 5)
  const sequence = numberAt(bytes, start + sequenceAt, 8)
  const time = numberAt(bytes, start + timeAt, 14)
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
