import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitWords, wordAt } from '../../src/lib/words.ts'
import { seeded } from '../support/seed.ts'

describe('words of a line', () => {
  it.each([
    ['john hello there', 1, ['john'], 'hello there'],
    ['"john smith" hello', 1, ['john smith'], 'hello'],
    ['john', 2, ['john'], ''],
    ['  john   60  too loud ', 2, ['john', '60'], 'too loud '],
    ['"never closed', 1, ['never closed'], ''],
    ['""x', 1, [''], 'x'],
    ['', 1, [], ''],
  ])('splits %j after %i', (line, count, words, rest) => {
    expect(splitWords(line, count)).toEqual({ words, rest })
  })

  it('always ends, and never invents a character', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        let at = 0
        let length = 0
        for (let word = wordAt(line, at); word !== null; word = wordAt(line, at)) {
          expect(word.next).toBeGreaterThan(at)
          expect(line).toContain(word.text)
          length += word.text.length
          at = word.next
        }
        expect(length).toBeLessThanOrEqual(line.length)
      }),
      seeded('words'),
    )
  })
})
