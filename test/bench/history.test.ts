/** A long history in small: what it is made of is the same every time, and every kind of question is answered rightly. */
import { expect, test } from 'vitest'
import { faultIn, type Question } from '../../bench/history/questions.ts'
import { absentWord, chanceFrom, madeText, madeWords, zipfRank } from '../../bench/history/vocabulary.ts'
import { runHistory } from '../../bench/history.ts'

test('a seed gives the same words and texts again', () => {
  const words = madeWords(500, chanceFrom(3))
  expect(new Set(words).size).toBe(500)
  expect(madeWords(500, chanceFrom(3))).toEqual(words)
  expect(madeText(words, chanceFrom(4))).toBe(madeText(words, chanceFrom(4)))
})

test('the first words are said far more often than the last', () => {
  const chance = chanceFrom(5)
  const ranks = Array.from({ length: 10_000 }, () => zipfRank(chance, 1000))
  expect(ranks.filter((rank) => rank < 10).length).toBeGreaterThan(2500)
  expect(ranks.filter((rank) => rank >= 990).length).toBeLessThan(100)
  expect(Math.max(...ranks)).toBeLessThan(1000)
})

test('a word that nobody said is part of no word', () => {
  const words = madeWords(500, chanceFrom(6))
  const absent = absentWord(chanceFrom(7), new Set(words))
  expect(words.some((word) => word.includes(absent))).toBe(false)
})

function answer(...texts: readonly string[]): string {
  return JSON.stringify({ found: texts.map((text) => ({ message: { text } })) })
}

test('an answer with other words, with too few or with too many messages is a fault', () => {
  const asked: Question = { call: 'message.search', input: {}, words: ['ba'], atLeast: 1, atMost: 1 }
  expect(faultIn(asked, answer('no bad'))).toBeNull()
  expect(faultIn(asked, answer('no'))).toContain('without')
  expect(faultIn(asked, answer())).toContain('0 messages')
  expect(faultIn(asked, answer('ba', 'ba'))).toContain('2 messages')
})

test('a small history is filled and asked by a real server', { timeout: 60_000 }, async () => {
  const sizes = { messages: 4000, channels: 5, authors: 5, requests: 4, patience: 20 }
  const report = await runHistory(sizes, { tell: () => undefined, nodeOptions: [] })
  expect(report.faults).toEqual([])
  const figures = new Map(report.figures.map(({ name, value }) => [name, value]))
  expect(figures.get('page, newest: p50')).toBeGreaterThan(0)
  expect(figures.get('the slowest search: p99')).toBeGreaterThan(0)
  expect(figures.get('search, rare word: asked')).toBe(4)
  expect(figures.get('filling')).toBeGreaterThan(0)
})
