/** Grams find a text exactly when it contains what is looked for. */
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { foldText, searchGrams, searchQuery } from '../../src/lib/search-grams.ts'

const index = new Database(':memory:')
index.exec(`CREATE VIRTUAL TABLE grams USING fts5(grams, tokenize='ascii', content='', contentless_delete=1)`)
const put = index.prepare('INSERT OR REPLACE INTO grams (rowid, grams) VALUES (1, ?)')
const match = index.prepare('SELECT rowid FROM grams WHERE grams MATCH ?')
afterAll(() => index.close())

function finds(text: string, query: string): boolean {
  put.run(searchGrams(text))
  return match.get(searchQuery(query)) !== undefined
}

/** What a text comes down to: runs of letters and digits, and symbols, one space between any two. */
function plain(text: string): string {
  const parts = foldText(text).match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\p{Z}\p{Cc}\p{ASCII}]/gu)
  return (parts ?? []).join(' ')
}

/** The definition, without any index: every word, as any part. */
function contains(text: string, query: string): boolean {
  const words = query
    .split(/\s+/u)
    .map(plain)
    .filter((word) => word !== '')
  return words.length > 0 && words.every((word) => plain(text).includes(word))
}

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'aabbcAÄéßςΣ  -."*語本ほガ1²👍€한') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
)
const text = fc.array(character, { maxLength: 30 }).map((characters) => characters.join(''))

function check(
  property: fc.IProperty<string[]> | fc.IProperty<[string, string]> | fc.IProperty<[string]>,
): void {
  // A failure prints its seed.
  fc.assert(property as fc.IProperty<unknown>, { numRuns: 3000 })
}

describe('grams', () => {
  it('find a text when and only when it contains every word', () => {
    check(
      fc.property(
        text,
        fc.array(character, { maxLength: 4 }).map((all) => all.join('')),
        (whole, query) => {
          expect(finds(whole, query)).toBe(contains(whole, query))
        },
      ),
    )
  })

  it('find every part of a text between two places', () => {
    const cut = fc.tuple(text, fc.nat(), fc.nat()).map(([whole, from, length]) => {
      const folded = Array.from(foldText(whole))
      const start = folded.length === 0 ? 0 : from % folded.length
      return [whole, folded.slice(start, start + 1 + (length % 6)).join('')] as [string, string]
    })
    check(
      fc.property(
        cut.map(([whole]) => whole),
        cut.map(([, part]) => part),
        () => true,
      ),
    )
    check(
      fc.property(cut, ([whole, part]) => {
        expect(finds(whole, part)).toBe(contains(whole, part))
        if (plain(part) !== '' && !/\s/u.test(part))
          expect(finds(whole, part)).toBe(plain(whole).includes(plain(part)))
      }) as fc.IProperty<[string]>,
    )
  })

  it('fold a text to something that folds no further', () => {
    check(fc.property(text, (whole) => expect(foldText(foldText(whole))).toBe(foldText(whole))))
  })

  it('never let a query say more than words', () => {
    check(fc.property(fc.string({ unit: 'binary' }), (query) => void finds('some text', query)))
    for (const query of [
      'a OR b',
      'NEAR(a b)',
      'grams: x',
      '^a',
      '"',
      'a*',
      '-a',
      '\0',
      "'; DROP TABLE grams",
    ]) {
      expect(() => finds('some text', query)).not.toThrow()
    }
  })
})

describe('folding', () => {
  it.each([
    ['ÄÖÜ', 'aou'],
    ['Ｆｕｌｌ', 'full'],
    ['ﬁne', 'fine'],
    ['İı', 'iı'],
    ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['각', '각'],
    ['が', 'か'],
    ['e\u0301', 'e'],
  ])('takes %s to %s', (whole, folded) => expect(foldText(whole)).toBe(folded))
})
