/** Grams find a text exactly when it contains what is looked for. */
import Database from 'better-sqlite3'
import { array, assert, constantFrom, integer, nat, oneof, property, string } from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { foldText, searchGrams, searchQuery } from '../../src/lib/search-grams.ts'

const index = new Database(':memory:')
index.exec(`CREATE VIRTUAL TABLE found USING fts5(grams, tokenize='ascii', content='', contentless_delete=1)`)
const put = index.prepare('INSERT OR REPLACE INTO found (rowid, grams) VALUES (1, ?)')
const match = index.prepare('SELECT rowid FROM found WHERE grams MATCH ?')
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

const character = oneof(
  { weight: 6, arbitrary: constantFrom(...'aabbcAÄéßςΣ  -."*語本ほガ1²👍€한') },
  { weight: 1, arbitrary: string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
)
const text = array(character, { maxLength: 30 }).map((characters) => characters.join(''))

// A failure prints its seed.
const runs = { numRuns: 2000 }

function expectTruth(whole: string, query: string): void {
  expect(finds(whole, query)).toBe(contains(whole, query))
}

function expectPart(whole: string, from: number, length: number): void {
  const folded = Array.from(foldText(whole))
  const part = folded.slice(from % Math.max(1, folded.length)).slice(0, length)
  expectTruth(whole, part.join(''))
}

function expectStable(whole: string): void {
  expect(foldText(foldText(whole))).toBe(foldText(whole))
}

describe('grams', () => {
  it('find a text when and only when it contains every word', () => {
    const words = array(character, { maxLength: 4 }).map((characters) => characters.join(''))
    assert(property(text, words, expectTruth), runs)
  })

  it('find every part of a text between two places', () => {
    assert(property(text, nat(), integer({ min: 1, max: 6 }), expectPart), runs)
  })

  it('fold a text to something that folds no further', () => {
    assert(property(text, expectStable), runs)
  })

  it('never let a query say more than words', () => {
    const queries = ['a OR b', 'NEAR(a b)', 'grams: x', '^a', '"', 'a*', '-a', '\0', "'; DROP TABLE grams"]
    for (const query of queries) expect(() => finds('some text', query)).not.toThrow()
    const anything = property(string({ unit: 'binary' }), (query) => void finds('some text', query))
    assert(anything, runs)
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
