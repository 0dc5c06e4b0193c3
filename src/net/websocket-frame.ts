/** Writes the frames a server sends over a WebSocket (RFC 6455 §5.2: whole, unmasked, not compressed). Pure. */
import type { Framing } from './line-connection.ts'

type FrameKind = 'text-frames' | 'binary-frames' | 'ping' | 'pong'

/** FIN and the opcode. */
const firstBytes: Readonly<Record<FrameKind, number>> = {
  'text-frames': 0x81,
  'binary-frames': 0x82,
  ping: 0x89,
  pong: 0x8a,
}
const lineFeed = 10
const carriageReturn = 13
/** Longer payloads have two bytes of length, those past 0xffff eight. */
const shortest = 126
const mostOfTwoBytes = 0xffff

/**
 * Lines that end in LF or CR LF as what carries them over such a connection: each becomes a frame without its ending. What
 * stands after the last LF is a line too. For `lines` the bytes stay as they are.
 */
export function frameLines(bytes: Buffer, framing: Framing): Buffer {
  if (framing === 'lines' || bytes.length === 0) return bytes
  const frames: Buffer[] = []
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(lineFeed, start)
    const end = found === -1 ? bytes.length : found
    const withoutReturn = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end
    frames.push(headOf(framing, withoutReturn - start), bytes.subarray(start, withoutReturn))
    start = end + 1
  }
  return Buffer.concat(frames)
}

/** One message in one frame. */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text)
  const head = headOf('text-frames', bytes)
  const frame = Buffer.allocUnsafe(head.length + bytes)
  head.copy(frame)
  frame.write(text, head.length)
  return frame
}

export function pongFrame(payload: Buffer): Buffer {
  return Buffer.concat([headOf('pong', payload.length), payload])
}

/** Asks a peer for a sign of life. */
export const pingFrame = headOf('ping', 0)

function headOf(kind: FrameKind, length: number): Buffer {
  const first = firstBytes[kind]
  if (length < shortest) return Buffer.from([first, length])
  if (length <= mostOfTwoBytes) return Buffer.from([first, shortest, length >> 8, length & 0xff])
  const head = Buffer.alloc(10)
  head.writeUInt8(first, 0)
  head.writeUInt8(shortest + 1, 1)
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}
