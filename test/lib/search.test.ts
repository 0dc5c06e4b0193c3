/** What a search finds by an index is what a text holds. */
import { array, assert, constantFrom, integer, nat, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchTerms, wantedTerms } from '../../src/lib/search-grams.ts'
import { indexTerms, lookups, pieceTerms } from '../../src/lib/search-index.ts'
import { foldText, holdsWords, runsOf, searchedWords } from '../../src/lib/search-text.ts'

/** What a text comes down to: runs of letters and digits, and symbols, one space between any two. */
function plain(text: string): string {
  const parts = foldText(text).match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\p{Z}\p{Cc}\p{ASCII}]/gu)
  return (parts ?? []).join(' ')
}

const character = oneof(
  { weight: 6, arbitrary: constantFrom(...'aabbcAÄéßςΣ  -."*語本ほガ1²👍€한') },
  { weight: 1, arbitrary: string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
)
const text = array(character, { maxLength: 60 }).map((characters) => characters.join(''))
const words = array(character, { maxLength: 4 }).map((characters) => characters.join(''))

// A failure prints its seed.
const runs = { numRuns: 2000 }

/** A piece of a text, as it is folded. */
function partOf(whole: string, from: number, length: number): string {
  const folded = Array.from(foldText(whole))
  return folded
    .slice(from % Math.max(1, folded.length))
    .slice(0, length)
    .join('')
}

/** Whether an index of words leads to the text; of its words only, as another text would tell no others. */
function leads(whole: string, query: string): boolean {
  const known: string[] = []
  const told = indexTerms(whole, (word) => known.push(word))
  const terms = new Set(told.split(/[^0-9a-z\u0080-\u{10ffff}]+/u))
  const inPieces = (part: string) => pieceTerms(part).every((term) => terms.has(term))
  const inWords = (part: string) => known.some((word) => word.includes(part) && terms.has(word))
  const begins = (part: string) => [...terms].some((term) => term.startsWith(part))
  return searchedWords(query)
    .flatMap(lookups)
    .every(({ text: part, kind }) => {
      if (kind === 'symbol') return terms.has(part)
      return inPieces(part) || (kind !== 'pieces' && inWords(part)) || (kind === 'number' && begins(part))
    })
}

function expectLed(whole: string, query: string): void {
  if (!holdsWords(whole, searchedWords(query))) return
  expect(leads(whole, query)).toBe(true)
  const terms = new Set(searchTerms(whole))
  expect(wantedTerms(searchedWords(query)).filter((term) => !terms.has(term))).toEqual([])
}

function expectDefined(whole: string, query: string): void {
  const all = searchedWords(query)
  expect(all).toEqual([...new Set(query.split(/\s+/u).map(plain))].filter((word) => word !== ''))
  if (all.some((word) => /\d/.test(word))) return
  expect(holdsWords(whole, all)).toBe(all.every((word) => plain(whole).includes(word)))
}

describe('what a text holds', () => {
  it('is every word, as any part, but for the later digits of a number', () => {
    assert(property(text, words, expectDefined), runs)
  })

  it.each([
    ['on 2026-11-30', '2026', true],
    ['on 2026-11-30', '26', false],
    ['on 2026-11-30', '20', true],
    ['on 2026-11-30', '2026-11', true],
    ['in 2026年', '2026年', true],
    ['in 2026年', '26年', false],
    ['in 𠀀2026', '26', false],
    ['in 2026𠀀', '26', false],
    ['in 𠀀v2026', '26', true],
    ['ipv6 and 126', '6', true],
    ['v126', '26', true],
    ['126v', '26', true],
    ['126 26', '26', true],
  ])('of numbers: %s, asked for %s: %s', (whole, query, holds) => {
    expect(holdsWords(whole, searchedWords(query))).toBe(holds)
    expect(!holds || leads(whole, query)).toBe(true)
  })
})

describe('an index', () => {
  it('leads to every text that holds the words', () => {
    assert(property(text, words, expectLed), runs)
  })

  it('leads to every part of a text between two places', () => {
    const anyPart = property(text, nat(), integer({ min: 1, max: 40 }), (whole, from, length) =>
      expectLed(whole, partOf(whole, from, length)),
    )
    assert(anyPart, runs)
  })

  it('cuts an endless run in pieces, and no number becomes a word', () => {
    const noted: string[] = []
    const terms = indexTerms(`key ${'0af'.repeat(20)} 12345 end`, (word) => noted.push(word))
    expect(terms.split(' ').toSorted()).toEqual(
      expect.arrayContaining(['12345', 'end', 'key', '·0', '·0a', '·af', '·f0']),
    )
    expect(noted).toEqual(['key', 'end'])
  })

  it.each([31, 32, 33, 34, 66])('knows an endless run of %i wherever it stands', (length) => {
    const told = Array.from({ length: 80 }, (_, before) =>
      indexTerms(
        `${'a '.repeat(before)}${'.'.repeat(before % 2)}${'x1'.repeat(33).slice(0, length)}-b`,
        () => {},
      ),
    )
    expect(new Set(told.map((terms) => terms.includes('·x1')))).toEqual(new Set([length > 32]))
  })

  it('takes plain texts as they are, in lower case', () => {
    const noted: string[] = []
    expect(indexTerms('See foo-bar.TXT at 9', (word) => noted.push(word))).toBe('see foo-bar.txt at 9')
    expect(noted).toEqual(['see', 'foo', 'bar', 'txt', 'at'])
  })
})

describe('folding', () => {
  it('comes to something that folds no further', () => {
    const isStable = property(text, (whole) => {
      expect(foldText(foldText(whole))).toBe(foldText(whole))
      expect(runsOf(runsOf(whole))).toBe(runsOf(whole))
    })
    assert(isStable, runs)
  })

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
