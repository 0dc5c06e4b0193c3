import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable, printableLines } from '../../src/lib/printable.ts'
import { seeded } from '../support/seed.ts'

describe('printable', () => {
  it.each([
    ['plain', 'plain'],
    ['\u001b[2Jgone', '[2Jgone'],
    ['bell\u0007', 'bell'],
    ['\u009b31mred', '31mred'],
    ['a\tb\nc', 'a b c'],
    ['right \u202eto left', 'right to left'],
    ['héllo 你好 👩‍👩‍👧', 'héllo 你好 👩‍👩‍👧'],
  ])('makes %j safe', (text, safe) => {
    expect(printable(text)).toBe(safe)
  })

  it('leaves no control character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const line of printableLines(text))
          expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      }),
      seeded('printable text'),
    )
  })
})
