/** The text of a message and the line it arrives in: sender, number and time at fixed places, so that reading needs no strings. */
import { channelName, userName } from '../layout.ts'

export const textBytes = 100

const filler = ' the quick brown fox jumps over the lazy dog, again and again and again and again'

/** `b00003 00000042 00000123456789 the quick…`: exactly `textBytes` long. */
export function messageText(sender: number, sequence: number, time: number): string {
  const head = `${userName(sender)} ${String(sequence).padStart(8, '0')} ${String(time).padStart(14, '0')}`
  return head + filler.slice(0, textBytes - head.length)
}

/** `[#c00000] b00003: ` */
export const leadBytes = linePrefix(0, 0).length
export const lineBytes = leadBytes + textBytes + 1

export function linePrefix(channel: number, sender: number): string {
  return `[#${channelName(channel)}] ${userName(sender)}: `
}

export interface ReadLine {
  readonly channel: number
  readonly sender: number
  readonly sequence: number
  readonly time: number
}

const lineFeed = 10
const zero = 48
const channelAt = '[#c'.length
const speakerAt = '[#c00000] b'.length
const senderAt = leadBytes + 'b'.length
const sequenceAt = senderAt + '00000 '.length
const timeAt = sequenceAt + '00000000 '.length
const fillerAt = timeAt + 14
const fillerBytes = Buffer.from(`${filler.slice(0, lineBytes - 1 - fillerAt)}\n`)
const leadFrame = /^\[#c\d{5}\] b\d{5}: b\d{5} \d{8} \d{14}$/

/** Reads the message whose line begins at `start`; `null` when it is not byte for byte what a sender wrote. */
export function readMessage(bytes: Buffer, start: number): ReadLine | null {
  const sender = numberAt(bytes, start + senderAt, 5)
  const isWhole =
    bytes[start + lineBytes - 1] === lineFeed &&
    numberAt(bytes, start + speakerAt, 5) === sender &&
    bytes.compare(fillerBytes, 0, fillerBytes.length, start + fillerAt, start + lineBytes) === 0 &&
    leadFrame.test(bytes.toString('latin1', start, start + fillerAt))
  if (!isWhole) return null
  return {
    sender,
    channel: numberAt(bytes, start + channelAt, 5),
    sequence: numberAt(bytes, start + sequenceAt, 8),
    time: numberAt(bytes, start + timeAt, 14),
  }
}

function numberAt(bytes: Buffer, start: number, digits: number): number {
  let number = 0
  for (let at = start; at < start + digits; at += 1) number = number * 10 + (bytes[at] ?? 0) - zero
  return number
}

/** Microseconds of the machine's monotonic clock, the same in every process. */
export function microseconds(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e6 + Math.floor(nanoseconds / 1000)
}
