/** WebSocket frames (RFC 6455) as a client needs them: short text and pongs out; whole, unmasked frames in. */

/** An all-zero key is a valid one, and leaves the bytes as they are. */
const noMask = '\0\0\0\0'
const lengthMask = 0x7f
const masked = 0x80
const kinds = { text: 0x81, pong: 0x8a } as const
export const opcodes = { text: 1, binary: 2, close: 8, ping: 9 } as const

/** Up to 65,535 bytes, one character a byte. */
export function clientFrame(kind: keyof typeof kinds, payload: string): string {
  const { length } = payload
  const lengths = length < 126 ? [masked | length] : [masked | 126, length >> 8, length & 0xff]
  return String.fromCharCode(kinds[kind], ...lengths) + noMask + payload
}

export interface Frame {
  readonly opcode: number
  readonly payloadAt: number
  readonly end: number
}

/** The frame that begins at `start`, `null` while not all of it is there. */
export function frameAt(bytes: Buffer, start: number): Frame | null {
  if (bytes.length < start + 2) return null
  const short = bytes.readUInt8(start + 1) & lengthMask
  const headBytes = short === 127 ? 10 : short === 126 ? 4 : 2
  if (bytes.length < start + headBytes) return null
  const payloadAt = start + headBytes
  const end = payloadAt + payloadLength(bytes, start, short)
  if (end > bytes.length) return null
  return { opcode: bytes.readUInt8(start) & 0x0f, payloadAt, end }
}

function payloadLength(bytes: Buffer, start: number, short: number): number {
  if (short === 126) return bytes.readUInt16BE(start + 2)
  return short === 127 ? Number(bytes.readBigUInt64BE(start + 2)) : short
}

/** What a server says before its frames: no frame of its begins with an H. */
export function handshakeEnd(bytes: Buffer): number {
  if (bytes[0] !== 'H'.charCodeAt(0)) return 0
  const at = bytes.indexOf('\r\n\r\n')
  return at === -1 ? bytes.length + 1 : at + 4
}

/** How many of these bytes are whole frames, the handshake before them included. */
export function wholeFrames(bytes: Buffer): number {
  let end = handshakeEnd(bytes)
  if (end > bytes.length) return 0
  for (let frame = frameAt(bytes, end); frame !== null; frame = frameAt(bytes, end)) end = frame.end
  return end
}
