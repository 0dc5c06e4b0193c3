/** Frames as bytes: what a server writes is what a client reads, whatever the length. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameLines, pongFrame } from '../../src/net/websocket-frame.ts'
import { seeded } from '../support/seed.ts'

/** Reads frames as RFC 6455 §5.2 describes them. */
function read(bytes: Buffer): { opcode: number; payload: Buffer }[] {
  const frames = []
  let at = 0
  while (at < bytes.length) {
    expect(bytes.readUInt8(at) & 0xf0).toBe(0x80)
    const opcode = bytes.readUInt8(at) & 0x0f
    const short = bytes.readUInt8(at + 1)
    const extra = short === 127 ? 8 : short === 126 ? 2 : 0
    const length =
      extra === 8 ? Number(bytes.readBigUInt64BE(at + 2)) : extra === 2 ? bytes.readUInt16BE(at + 2) : short
    at += 2 + extra
    frames.push({ opcode, payload: bytes.subarray(at, at + length) })
    at += length
  }
  expect(at).toBe(bytes.length)
  return frames
}

test('each line is a frame of its own, without its ending', () => {
  const bytes = Buffer.from('one\r\ntwo\n\r\nthrée')
  expect(read(frameLines(bytes, 'text-frames')).map(({ payload }) => payload.toString())).toEqual([
    'one',
    'two',
    '',
    'thrée',
  ])
})

test('a CR within a line stays', () => {
  expect(read(frameLines(Buffer.from('a\rb\r\r\n'), 'binary-frames'))).toEqual([
    { opcode: 2, payload: Buffer.from('a\rb\r') },
  ])
})

test('the kind of frame is that of the connection; lines stay as they are', () => {
  const bytes = Buffer.from('one\r\n')
  expect(read(frameLines(bytes, 'text-frames'))[0]?.opcode).toBe(1)
  expect(read(frameLines(bytes, 'binary-frames'))[0]?.opcode).toBe(2)
  expect(frameLines(bytes, 'lines')).toBe(bytes)
})

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 100_000])(
  'a line of %i bytes is read as it was',
  (length) => {
    const payload = Buffer.alloc(length, 'x')
    const frames = read(frameLines(Buffer.concat([payload, Buffer.from('\r\n')]), 'text-frames'))
    expect(frames).toEqual([{ opcode: 1, payload }])
  },
)

test('nothing is no frame', () => {
  expect(frameLines(Buffer.alloc(0), 'text-frames')).toHaveLength(0)
})

test('a pong says what the ping said', () => {
  expect(read(pongFrame(Buffer.from('beat')))).toEqual([{ opcode: 10, payload: Buffer.from('beat') }])
})

test('whatever the lines are, they are read as they were', () => {
  const line = fc.string({ maxLength: 300 }).map((text) => text.replaceAll(/[\r\n]/gu, ''))
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom('\n', '\r\n'), (lines, ending) => {
      const bytes = Buffer.from(lines.map((text) => `${text}${ending}`).join(''))
      expect(read(frameLines(bytes, 'text-frames')).map(({ payload }) => payload.toString())).toEqual(lines)
    }),
    seeded('frames'),
  )
})
