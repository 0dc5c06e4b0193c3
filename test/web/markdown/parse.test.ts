/** What may come of what somebody wrote: known pieces only, nothing lost, nothing slow. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createParser } from '../../../web/src/markdown/parse.ts'
import type { Piece } from '../../../web/src/markdown/piece.ts'
import { plainText } from '../../../web/src/markdown/plain-text.ts'
import { seeded } from '../../support/seed.ts'

const { parse, parseLine } = createParser()

const kinds = new Set([
  'bold',
  'italic',
  'underline',
  'struck',
  'code',
  'line',
  'list',
  'item',
  'quote',
  'numbers',
  'link',
  'block',
  'mention',
  'channel',
  'emoji',
  'break',
])

function everyPiece(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece) =>
    typeof piece === 'string' || !('inner' in piece) ? [piece] : [piece, ...everyPiece(piece.inner)],
  )
}

function links(text: string): readonly string[] {
  return everyPiece(parse(text)).flatMap((piece) =>
    typeof piece !== 'string' && piece.is === 'link' ? [piece.href] : [],
  )
}

/** Texts as hostile as they come: marks, addresses and markup in any order. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '*',
          '**',
          '_',
          '~~',
          '`',
          '```',
          '```js\n',
          '> ',
          '- ',
          '1. ',
          '# ',
          '[',
          '](',
          ')',
          '<',
          '>',
          '![',
        ],
        ...[
          '\n',
          '\n\n',
          ' ',
          '\\',
          '@ann',
          '#general',
          ':smile:',
          ':',
          '&lt;',
          '&#106;',
          '\x02',
          '\x1d',
          '\x03',
          '\x0304,01',
        ],
        ...[
          'javascript:alert(1)',
          'JaVaScRiPt:',
          'data:text/html,',
          'vbscript:',
          'http://',
          'https://a.b/c',
          'mailto:a@b',
        ],
        ...[
          '<script>',
          '<img src=x onerror=alert(1)>',
          'onclick="x"',
          '\u202e',
          '\u200b',
          '\0',
          '\t',
          '"',
          "'",
        ],
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

describe('markdown', () => {
  test.each([
    [
      '**bold** and _italic_',
      [{ is: 'bold', inner: ['bold'] }, ' and ', { is: 'italic', inner: ['italic'] }],
    ],
    ['~~gone~~ `code *x*`', [{ is: 'struck', inner: ['gone'] }, ' ', { is: 'code', inner: ['code *x*'] }]],
    ['two\nlines', ['two', { is: 'break' }, 'lines']],
    [
      'hello @ann, see #general',
      ['hello ', { is: 'mention', name: 'ann' }, ', see ', { is: 'channel', name: 'general' }],
    ],
    ['nice :tada:', ['nice ', { is: 'emoji', name: 'tada' }]],
    ['write to a@b.example', ['write to a@b.example']],
    ['at 12:30:45 see x#y', ['at 12:30:45 see x#y']],
    ['snake_case_name and 2*3*4', ['snake_case_name and 2', { is: 'italic', inner: ['3'] }, '4']],
    ['\\*not\\* \\@ann', ['*not* @ann']],
    ['<b>no</b> &amp; no', ['<b>no</b> &amp; no']],
    ['readme.md and example.org', ['readme.md and example.org']],
  ])('reads %j', (text, pieces) => {
    expect(parse(text)).toEqual([{ is: 'line', inner: pieces }])
  })

  test('reads blocks with their language, lists and quotes', () => {
    expect(parse('```ts\nlet a\n```')).toEqual([{ is: 'block', language: 'ts', text: 'let a' }])
    expect(parse('- a\n- b')).toEqual([
      {
        is: 'list',
        inner: [
          { is: 'item', inner: ['a'] },
          { is: 'item', inner: ['b'] },
        ],
      },
    ])
    expect(parse('3. a')).toEqual([{ is: 'numbers', start: 3, inner: [{ is: 'item', inner: ['a'] }] }])
    expect(parse('> a')).toEqual([{ is: 'quote', inner: [{ is: 'line', inner: ['a'] }] }])
    expect(parse('# a')).toEqual([{ is: 'line', inner: [{ is: 'bold', inner: ['a'] }] }])
  })

  test('reads the marks of IRC and drops its colours', () => {
    expect(parse('\x02bold \x1dboth\x0f none \x0304,01red\x03')).toEqual([
      { is: 'bold', inner: ['bold '] },
      { is: 'italic', inner: [{ is: 'bold', inner: ['both'] }] },
      ' none ',
      'red',
    ])
  })

  test('only leads to where a link may lead', () => {
    expect(links('http://a.example/x_y_z?q=1&r=2 <https://b.example> [c](mailto:c@d.example)')).toEqual([
      'http://a.example/x_y_z?q=1&r=2',
      'https://b.example',
      'mailto:c@d.example',
    ])
    expect(
      links(
        '[a](javascript:alert(1)) [b](<java\nscript:x>) [c](data:text/html,x) <javascript:x> [d](//e.f) [e](/g) ftp://h.i file:///j [k](JAVASCRIPT:x) [l](&#106;avascript:x) [m]() [n](<>)',
      ),
    ).toEqual([])
  })

  test('never makes anything but known pieces, and never a link to a script', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const piece of everyPiece([...parse(text), ...parseLine(text)])) {
          if (typeof piece === 'string') continue
          expect(kinds).toContain(piece.is)
          expect(piece.is === 'link' ? piece.href : 'mailto:').toMatch(/^(https?:\/\/|mailto:)/i)
          expect(piece.is === 'block' ? piece.language : '').toMatch(/^[\w+#.-]*$/)
        }
      }),
      seeded('parse', 2000),
    )
  })

  test('loses no word', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/)
    const glue = fc.constantFrom(
      ' ',
      '\n',
      ' **',
      '** ',
      ' _',
      '_ ',
      '\n> ',
      '\n- ',
      ' `',
      '` ',
      '\n\n',
      ' @',
      ' #',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(glue, word), { maxLength: 30 }), (parts) => {
        const shown = plainText(parse(parts.map(([between, said]) => between + said).join('')))
        for (const [, said] of parts) expect(shown).toContain(said)
      }),
      seeded('parse'),
    )
  })

  test.each([
    ['stars', (size: number) => '*'.repeat(size)],
    ['stars and letters', (size: number) => '*a '.repeat(size / 3)],
    ['open brackets', (size: number) => '['.repeat(size)],
    ['half links', (size: number) => '[a]('.repeat(size / 4)],
    ['quotes in quotes', (size: number) => '> '.repeat(size / 2)],
    ['lists in lists', (size: number) => '- '.repeat(size / 2)],
    ['backticks', (size: number) => '`a'.repeat(size / 2)],
    ['one long word', (size: number) => 'a'.repeat(size)],
    ['schemes', (size: number) => 'http://'.repeat(size / 7)],
    ['angle brackets', (size: number) => '<http://a'.repeat(size / 9)],
    ['every mark', (size: number) => '*_~~`['.repeat(size / 6)],
    ['mentions', (size: number) => ' @a'.repeat(size / 3)],
    ['control codes', (size: number) => '\x02a\x1d'.repeat(size / 3)],
  ])('takes no long time for many %s', (_, make) => {
    for (const size of [10_000, 32_768]) {
      const begun = performance.now()
      parse(make(size))
      // Far above what it takes (some 50 ms), far below what quadratic work would.
      expect(performance.now() - begun).toBeLessThan(2000)
    }
  })
})
