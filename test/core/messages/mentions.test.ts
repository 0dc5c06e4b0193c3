/** When a text speaks to somebody. */
import { expect, test } from 'vitest'
import { mentions } from '../../../src/core/messages/mentions.ts'

const meant = [
  '@ann',
  'hello @ann',
  '@ANN: look',
  'thanks, @ann!',
  '(@Ann)',
  '**@ann**',
  "@ann's idea",
  '@ann.',
  'a line\n@ann another',
  '@bob and @ann',
  '@@ann',
  'é @ann 👋',
  '@account-of-ann',
]

const notMeant = [
  '',
  'ann',
  'hello ann',
  '@annie',
  '@ann-marie',
  '@ann_',
  'mail to bob@ann.example',
  'ü@ann',
  '@annè',
  '@ann𝒷',
  '@ ann',
  '@bob',
  '@',
]

test.each(meant)('%j speaks to ann', (text) => {
  expect(mentions(text, ['ann', 'account-of-Ann'])).toBe(true)
})

test.each(notMeant)('%j does not', (text) => {
  expect(mentions(text, ['ann', null])).toBe(false)
})

test('a name may hold any sign that names are made of', () => {
  expect(mentions('so @[A|b]^ said', ['[a|b]^', null])).toBe(true)
  expect(mentions('so @[A|b]^ said', ['[a|b]', null])).toBe(false)
})

test('a text of nothing but names is read at once', () => {
  const started = performance.now()
  expect(mentions('@ann_'.repeat(100_000), ['ann'])).toBe(false)
  expect(mentions(`@${'a'.repeat(500_000)}`, ['ann'])).toBe(false)
  expect(performance.now() - started).toBeLessThan(1000)
})
