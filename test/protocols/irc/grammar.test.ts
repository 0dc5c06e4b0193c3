import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cutUtf8,
  escapeTagValue,
  formatMessage,
  formatTags,
  measure,
  parseMessage,
  parseTags,
  unescapeTagValue,
  type IrcMessage,
} from '../../../src/protocols/irc/grammar.ts'
import { seeded } from '../../support/seed.ts'
import { workOf } from '../../support/stopwatch.ts'
import { joins } from './vectors/joining.ts'
import { faults, splits } from './vectors/splitting.ts'

// oxlint-disable-next-line no-control-regex -- what no line may hold
const lineEnds = /[\0\r\n]/

function parsed(line: string): IrcMessage {
  const message = parseMessage(line)
  if ('fault' in message) throw new Error(`${JSON.stringify(line)}: ${message.fault}`)
  return message
}

describe('a line', () => {
  it.each(splits)('is split: $line', ({ line, tags = {}, source = null, command, params = [] }) => {
    const { rawTags, ...said } = parsed(line)
    expect(said).toEqual({ tags: new Map(Object.entries(tags)), source, command, params })
    expect(rawTags).toBe(line.startsWith('@') ? line.slice(1, line.indexOf(' ')) : null)
  })

  it.each(faults)('that says nothing has a fault: %j', (line, fault) => {
    expect(parseMessage(line)).toEqual({ fault })
  })

  it.each(joins)('is joined: $line', ({ line, tags, ...parts }) => {
    expect(formatMessage({ ...parts, tags: tags && new Map(Object.entries(tags)) })).toBe(line)
  })

  it('is parsed, whatever its bytes are, and written again means the same', () => {
    const bytes = fc.uint8Array({ maxLength: 600 }).map((all) => Buffer.from(all).toString())
    const wordy = fc.string({
      unit: fc.constantFrom('@', ':', ' ', ';', '=', '\\', 'a', 'B', '1', 's', '\u{1f600}', '\0'),
      maxLength: 80,
    })
    fc.assert(
      fc.property(fc.oneof(bytes, wordy, fc.string({ unit: 'binary' })), (line) => {
        const message = parseMessage(line)
        if ('fault' in message) return
        expect(message.params.length).toBeLessThanOrEqual(15)
        const { rawTags: _, ...again } = parsed(formatMessage(message))
        const { rawTags: __, ...first } = message
        // A lone half of a surrogate, or NUL, in a tag is what a wire cannot carry: neither comes from decoded bytes.
        expect(again).toEqual(first)
      }),
      seeded('lines'),
    )
  })

  it('that is formatted and parsed is what it was', () => {
    const word = fc.stringMatching(/^[^\0\r\n :][^\0\r\n ]*$/)
    const last = fc.stringMatching(/^[^\0\r\n]*$/)
    const message = fc.record({
      tags: fc.dictionary(fc.stringMatching(/^\+?[a-z./-]+$/), fc.stringMatching(/^[^\0]*$/)),
      source: fc.option(word),
      command: fc.stringMatching(/^([A-Z]{1,12}|[0-9]{3})$/),
      params: fc
        .tuple(fc.array(word, { maxLength: 14 }), fc.option(last))
        .map(([words, end]) => (end === null ? words : [...words, end])),
      trailing: fc.boolean(),
    })
    fc.assert(
      fc.property(message, ({ tags, ...parts }) => {
        const map = new Map(Object.entries(tags))
        const { rawTags: _, ...again } = parsed(formatMessage({ ...parts, tags: map }))
        const { trailing: __, ...given } = parts
        expect(again).toEqual({ tags: map, ...given })
      }),
      seeded('messages'),
    )
  })

  it('never holds a line end or NUL when it is written', () => {
    const any = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\0', '\r', '\n', ' ', ':', ';', '='),
        fc.string({ unit: 'binary', maxLength: 1 }),
      ),
    })
    fc.assert(
      fc.property(fc.dictionary(any, any), any, any, fc.array(any), (tags, source, command, params) => {
        const line = formatMessage({ tags: new Map(Object.entries(tags)), source, command, params })
        expect(line).not.toMatch(lineEnds)
      }),
      seeded('written lines'),
    )
  })
})

describe('tag values', () => {
  it('come back from their escaped form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const escaped = escapeTagValue(value)
        expect(escaped).not.toMatch(/[; \r\n\0]/)
        expect(unescapeTagValue(escaped)).toBe(value.replaceAll('\0', ''))
      }),
      seeded('tag values'),
    )
  })

  it('are written without = when they are empty', () => {
    expect(
      formatTags(
        new Map([
          ['a', ''],
          ['b', 'c'],
        ]),
      ),
    ).toBe('a;b=c')
    expect([...parseTags('a=;b=c')]).toEqual([
      ['a', ''],
      ['b', 'c'],
    ])
    expect(formatTags(new Map())).toBe('')
  })

  it.each([
    [String.raw`\b\:\s\r\n` + '\\', 'b; \r\n'],
    ['\\\u{1f600}', '\u{1f600}'],
    ['', ''],
  ])('unescape %j', (escaped, value) => {
    expect(unescapeTagValue(escaped)).toBe(value)
  })
})

describe('the limits', () => {
  it.each([
    ['a'.repeat(510), 'ok'],
    ['a'.repeat(511), 'line-too-long'],
    ['ä'.repeat(255), 'ok'],
    ['ä'.repeat(256), 'line-too-long'],
    [`@${'a'.repeat(4094)} ${'b'.repeat(510)}`, 'ok'],
    [`@${'a'.repeat(4094)} ${'b'.repeat(511)}`, 'line-too-long'],
    [`@${'a'.repeat(4095)} b`, 'tags-too-long'],
    [`@${'ä'.repeat(2048)} b`, 'tags-too-long'],
    [`@${'a'.repeat(4095)}`, 'tags-too-long'],
    [`:${'a'.repeat(510)}`, 'line-too-long'],
    ['', 'ok'],
  ] as const)('of line %# are counted in bytes', (line, measured) => {
    expect(measure(line)).toBe(measured)
  })

  it.each([
    ['hello', 5, 'hello'],
    ['hello', 4, 'hell'],
    ['grün', 3, 'gr'],
    ['grün', 4, 'grü'],
    ['€uro', 2, ''],
    ['a\u{1f600}b', 4, 'a'],
    ['a\u{1f600}b', 5, 'a\u{1f600}'],
    ['abc', 0, ''],
    ['abc', -1, ''],
    ['abc', NaN, ''],
    ['', 10, ''],
  ])('cut %j at %d bytes', (text, bytes, cut) => {
    expect(cutUtf8(text, bytes)).toBe(cut)
  })

  it('never cut a character in two, and never cut more than they must', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(60), (text, bytes) => {
        const cut = cutUtf8(text, bytes)
        expect(text.startsWith(cut)).toBe(true)
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytes)
        expect(cut.isWellFormed()).toBe(true)
        const next = String.fromCodePoint(text.slice(cut.length).codePointAt(0) ?? 0)
        expect(cut === text || Buffer.byteLength(cut + next) > bytes).toBe(true)
      }),
      seeded('cut texts'),
    )
  })

  it('cost no more for a hostile line than for any other', () => {
    const size = 1_000_000
    const lines = [
      ' '.repeat(size),
      '@'.repeat(size),
      `@${';'.repeat(size)} a`,
      `@a=${'\\'.repeat(size)} a`,
      `a ${'b '.repeat(size / 2)}`,
      `a b${' '.repeat(size)}`,
    ]
    const work = workOf(() => {
      for (const line of lines) parseMessage(line)
      cutUtf8('\u{1f600}'.repeat(size), 100)
    })
    expect(work).toBeLessThan(2000)
  })
})
