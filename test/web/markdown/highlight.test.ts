/** The colours of code: the library's own HTML, read into a tree. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { highlight, readColoured, type Coloured } from '../../../web/src/markdown/highlight.ts'
import { seeded } from '../../support/seed.ts'

function textOf(parts: readonly Coloured[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : textOf(part.inner))).join('')
}

function kindsOf(parts: readonly Coloured[]): readonly string[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : [part.kind, ...kindsOf(part.inner)]))
}

test('gives code its colours', () => {
  const parts = highlight('const a = "<b>" // x', 'ts')
  expect(textOf(parts)).toBe('const a = "<b>" // x')
  expect(kindsOf(parts)).toEqual(['keyword', 'string', 'comment'])
})

test('leaves code in a language that nobody knows as it is', () => {
  expect(highlight('a < b', 'klingon')).toEqual(['a < b'])
})

test('shows every text as it was written, with nothing but plain classes', () => {
  const language = fc.constantFrom(
    'bash',
    'c',
    'css',
    'diff',
    'html',
    'js',
    'json',
    'php',
    'python',
    'rust',
    'sql',
    'yaml',
  )
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<span class="x">',
      '</span>',
      '&amp;',
      '<script>',
      '`${',
      'toString',
      '__proto__',
      '"',
      "'",
      '\n',
    ),
  )
  const text = fc.array(part, { maxLength: 20 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, language, (code, name) => {
      const parts = highlight(code, name)
      expect(textOf(parts)).toBe(code)
      for (const kind of kindsOf(parts)) expect(kind).toMatch(/^[\w-]*$/)
    }),
    seeded('highlight', 500),
  )
})

test('takes whatever it does not expect for text', () => {
  expect(readColoured('<img src=x onerror=alert(1)>&nbsp;</span>')).toEqual([
    '<',
    'img src=x onerror=alert(1)>',
    '&',
    'nbsp;',
  ])
})
