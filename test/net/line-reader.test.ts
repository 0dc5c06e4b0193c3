/** Bytes to lines: endings, limits, UTF-8, TELNET, and that the cutting into chunks never matters. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineReader, type LineForm, type UnreadableLine } from '../../src/net/line-reader.ts'
import { seeded } from '../support/seed.ts'

const lineBytes = 64

function read(...chunks: (string | Buffer)[]): (string | UnreadableLine)[] {
  return readAs(undefined, chunks)
}

function readAs(form: LineForm | undefined, chunks: readonly (string | Buffer)[]) {
  const reader = new LineReader({ lineBytes }, form)
  const lines: (string | UnreadableLine)[] = []
  for (const chunk of chunks) {
    reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    for (let line = reader.next(); line !== null; line = reader.next()) lines.push(line)
  }
  return lines
}

function oneByOne(bytes: Buffer): Buffer[] {
  return Array.from(bytes, (byte) => Buffer.from([byte]))
}

const tooLong = { fault: 'line-too-long', text: expect.any(String) as string }
/** With the line, byte by byte. */
const notUtf8 = (text: string) => ({ fault: 'not-utf8', text })

describe('endings', () => {
  test('LF, CR LF and CR NUL end a line, alone CR and NUL do not', () => {
    expect(read('a\nb\r\nc\r\0d\re\0f\n')).toEqual(['a', 'b', 'c', 'd\re\0f'])
  })

  test('CR NUL ends a line when the two come apart', () => {
    expect(read('a\r', '\0b\n')).toEqual(['a', 'b'])
  })

  test('empty lines are lines, and one without an end is not handed out', () => {
    expect(read('\n\r\nrest')).toEqual(['', ''])
  })

  test('the reader knows whether the line handed out last ended as telnet ends lines', () => {
    const reader = new LineReader({ lineBytes })
    reader.push(Buffer.from('a\nb\r\nc\n'))
    const endings = ['a', 'b', 'c'].map((line) => {
      expect(reader.next()).toBe(line)
      return reader.endedWithCarriageReturn
    })
    expect(endings).toEqual([false, true, false])
  })

  test('one byte at a time works', () => {
    expect(read(...oneByOne(Buffer.from('héllo\r\n世界 🎉\n')))).toEqual(['héllo', '世界 🎉'])
  })
})

describe('limits', () => {
  const longest = 'x'.repeat(lineBytes - 1)

  test('a line may have as many bytes as the limit says, its ending included', () => {
    expect(read(`${longest}\n`, 'ok\n')).toEqual([longest, 'ok'])
    expect(read(`${longest.slice(1)}\r\n`)).toEqual([longest.slice(1)])
    expect(read(`${longest}\r\n`, 'ok\n')).toEqual([tooLong, 'ok'])
  })

  test('bytes count, not characters', () => {
    expect(read(`${'é'.repeat(31)}\n${'é'.repeat(32)}\n`)).toEqual(['é'.repeat(31), tooLong])
  })

  test('a longer line is one fault, thrown away up to its end', () => {
    expect(read('before\n', 'x'.repeat(1000), 'y'.repeat(1000), 'z\nafter\n')).toEqual([
      'before',
      tooLong,
      'after',
    ])
  })

  test('what is kept of a line without an end is bounded', () => {
    const reader = new LineReader({ lineBytes })
    for (let count = 0; count < 1000; count += 1) {
      reader.push(Buffer.alloc(100, 'x'))
      reader.push(Buffer.from([255, 250, 1, 2, 3]))
      expect(reader.bufferedBytes).toBeLessThanOrEqual(lineBytes)
    }
  })
})

test('a line that is not UTF-8 is a fault, its neighbours are not', () => {
  expect(read(Buffer.from([0x61, 10, 0xc3, 0x28, 10, 0x62, 10]))).toEqual(['a', notUtf8('\u00c3('), 'b'])
  expect(read(Buffer.from([0xed, 0xa0, 0x80, 10]))).toEqual([notUtf8('\u00ed\u00a0\u0080')])
})

test('control characters pass as they are: what they mean is not decided here', () => {
  expect(read('a\u001b[31m\u0000\u0007b\n')).toEqual(['a\u001b[31m\u0000\u0007b'])
})

describe('TELNET', () => {
  const commands = [
    [255, 251, 1],
    [255, 253, 3],
    [255, 254, 1],
    [255, 252, 1],
    [255, 250, 24, 0, 10, 13, 255, 255, 65, 255, 240],
    [255, 241],
    [255, 244],
  ].map((bytes) => Buffer.from(bytes))

  test('its commands are taken out, wherever they are cut', () => {
    const parts = commands.flatMap((command) => [Buffer.from('h\u00e9'), command])
    const stream = Buffer.concat([...parts, Buffer.from('\r\n')])
    const expected = ['hé'.repeat(commands.length)]
    expect(read(stream)).toEqual(expected)
    expect(read(...oneByOne(stream))).toEqual(expected)
  })

  test('a command inside a character does not disturb it', () => {
    expect(read(Buffer.from([0xc3, 255, 251, 1, 0xa9, 10]))).toEqual(['é'])
  })

  test('IAC IAC is a byte of text, which no UTF-8 line has', () => {
    expect(read(Buffer.from([0x61, 255, 255, 10, 0x62, 10]))).toEqual([notUtf8('a\u00ff'), 'b'])
  })

  test('an interrupt is told once', () => {
    const reader = new LineReader({ lineBytes })
    reader.push(Buffer.from([255]))
    expect(reader.takeInterrupt()).toBe(false)
    reader.push(Buffer.from([244]))
    expect(reader.takeInterrupt()).toBe(true)
    expect(reader.takeInterrupt()).toBe(false)
  })
})

test('what is told of a line that is too long cuts no character apart, however its bytes come', () => {
  const bytes = Buffer.from(`${'x'.repeat(lineBytes - 1)}🎉\n`)
  expect(read(bytes)).toEqual(read(...oneByOne(bytes)))
})

describe('any cutting into chunks', () => {
  const piece = fc.oneof(
    fc
      .constantFrom('\n', '\r\n', '\r\0', '\r', '\0', 'é', '世', '🎉', '/say', 'x'.repeat(lineBytes - 2))
      .map((text) => Buffer.from(text)),
    fc
      .constantFrom([255, 251, 1], [255, 255], [255, 244], [255, 250, 10, 255, 240], [0xc3], [0x80])
      .map((bytes) => Buffer.from(bytes)),
    fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
  )
  const stream = fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.concat(pieces))

  test('gives the same lines', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(300), { maxLength: 20 }), (bytes, cuts) => {
        const edges = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort(
          (a, b) => a - b,
        )
        const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge))
        expect(read(...chunks)).toEqual(read(bytes))
        expect(read(...oneByOne(bytes))).toEqual(read(bytes))
      }),
      seeded('lines of bytes'),
    )
  })

  test('of lines without special bytes gives those lines', () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 15 })
      .filter((text) => !/[\r\n\0]/u.test(text) && Buffer.byteLength(text) < lineBytes)
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n'), (lines, ending) => {
        const fitting = lines.filter((text) => Buffer.byteLength(text + ending) <= lineBytes)
        expect(read(fitting.map((text) => text + ending).join(''))).toEqual(fitting)
      }),
      seeded('lines of text'),
    )
  })
})

describe('a wire without TELNET', () => {
  const plain = { telnet: false, bareCarriageReturn: false }
  const bare = { telnet: false, bareCarriageReturn: true }

  test('has no commands: their bytes are only not UTF-8, and answer nothing', () => {
    const reader = new LineReader({ lineBytes }, plain)
    reader.push(Buffer.from([0x61, 255, 244, 255, 253, 6, 10, 0xf0, 0x9f, 0x8e, 0x89, 10]))
    expect([reader.next(), reader.next()]).toEqual([notUtf8('a\u00ff\u00f4\u00ff\u00fd\u0006'), '🎉'])
    expect([reader.takeInterrupt(), reader.takeTimingMark()]).toEqual([false, false])
  })

  test('a NUL is a character like others', () => {
    expect(readAs(plain, ['a\r\0b\n'])).toEqual(['a\r\0b'])
  })

  test('a CR alone ends a line where it is asked for', () => {
    expect(readAs(plain, ['a\rb\r\n'])).toEqual(['a\rb'])
    expect(readAs(bare, ['a\rb\r\n\rc\n\r\n'])).toEqual(['a', 'b', '', 'c', ''])
    expect(readAs(bare, ['a\r'])).toEqual(['a'])
  })

  test('a CR LF that comes apart is one ending', () => {
    expect(readAs(bare, ['a\r', '\nb\r', 'c\r', '', '\n', '\nd\n'])).toEqual(['a', 'b', 'c', '', 'd'])
  })

  test('the cutting into chunks never matters', () => {
    const piece = fc.constantFrom('a', '\r', '\n', '\r\n', 'é', '\0')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(plain, bare), (pieces, form) => {
        const bytes = Buffer.from(pieces.join(''))
        expect(readAs(form, oneByOne(bytes))).toEqual(readAs(form, [bytes]))
      }),
      seeded('lines without TELNET'),
    )
  })
})
