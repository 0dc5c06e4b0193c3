/** What was written: said, a command, or nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearest, readWritten, takeSeconds, takeWords } from '../../../web/src/composer/command-line.ts'
import { seeded } from '../../support/seed.ts'

describe('what was written', () => {
  test.each([
    ['hello', { kind: 'said', text: 'hello' }],
    ['  hello', { kind: 'said', text: '  hello' }],
    ['//etc/passwd', { kind: 'said', text: '/etc/passwd' }],
    ['/ME waves', { kind: 'command', verb: 'me', rest: 'waves' }],
    ['/pm "a b" hi\nthere', { kind: 'command', verb: 'pm', rest: '"a b" hi\nthere' }],
    ['/', { kind: 'command', verb: '', rest: '' }],
    [' \n ', { kind: 'nothing' }],
    ['', { kind: 'nothing' }],
  ])('%j', (text, written) => {
    expect(readWritten(text)).toEqual(written)
  })

  test('is said as it is once its slash is doubled', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        expect(readWritten(`//${rest}`)).toEqual({ kind: 'said', text: `/${rest}` })
      }),
      seeded('command-line'),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(text.trim() !== '' && !text.startsWith('/'))
        expect(readWritten(text)).toEqual({ kind: 'said', text })
      }),
      seeded('command-line'),
    )
  })

  test.each([
    ['"a b" the rest', 1, ['a b'], 'the rest'],
    ['ann  60 why', 2, ['ann', '60'], 'why'],
    ['"never closed', 1, ['never closed'], ''],
    ['one', 2, ['one'], ''],
    ['', 1, [], ''],
  ])('words of %j', (line, count, words, rest) => {
    expect(takeWords(line, count)).toEqual({ words, rest })
  })

  test('a quoted name comes out as it went in, and so does what stands behind it', () => {
    const name = fc.stringMatching(/^[^"]{1,20}$/)
    const text = fc.string().map((said) => `x${said.trim()}`)
    fc.assert(
      fc.property(name, text, (user, said) => {
        expect(takeWords(`"${user}" ${said}`, 1)).toEqual({ words: [user], rest: said })
      }),
      seeded('command-line'),
    )
  })

  test.each([
    ['60 too loud', { seconds: 60, reason: 'too loud' }],
    ['60', { seconds: 60, reason: '' }],
    ['too loud', { seconds: null, reason: 'too loud' }],
    ['60s loud', { seconds: null, reason: '60s loud' }],
    ['', { seconds: null, reason: '' }],
  ])('seconds and reason of %j', (rest, taken) => {
    expect(takeSeconds(rest)).toEqual(taken)
  })

  test('a mistyped command is met with the nearest ones', () => {
    const known = ['topic', 'join', 'leave', 'kick', 'mute', 'unmute']
    expect(nearest('tpoic', known)).toEqual(['topic'])
    expect(nearest('lea', known)).toEqual(['leave'])
    expect(nearest('jion', known)[0]).toBe('join')
    expect(nearest('mut', known)[0]).toBe('mute')
    expect(nearest('zzzzzzz', known)).toEqual([])
    expect(nearest('x'.repeat(10_000), known)).toEqual([])
  })
})
