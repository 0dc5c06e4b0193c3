/** How much goes into one answer. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitting, fittingFromEnd } from '../../../src/core/messages/page.ts'
import { seeded } from '../../support/seed.ts'

const bytesOf = (text: string): number => Buffer.byteLength(text)

test('a page is never empty where there is something, and is cut at its far end', () => {
  const texts = ['a'.repeat(5000), 'b'.repeat(5000), 'c'.repeat(5000)]
  expect(fitting(texts, { outboxBytes: 1, bytesOf })).toEqual([texts[0]])
  expect(fittingFromEnd(texts, { outboxBytes: 1, bytesOf })).toEqual([texts[2]])
  expect(fitting(texts, { outboxBytes: 44_000, bytesOf })).toEqual(texts.slice(0, 2))
  expect(fittingFromEnd(texts, { outboxBytes: 44_000, bytesOf })).toEqual(texts.slice(1))
  expect(fitting([], { outboxBytes: 1, bytesOf })).toEqual([])
})

test('whatever is read, page after page, comes once and in order', () => {
  const any = fc.array(fc.string({ maxLength: 3000 }), { maxLength: 60 })
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 100_000 }), (texts, outboxBytes) => {
      const read: string[] = []
      while (read.length < texts.length)
        read.push(...fitting(texts.slice(read.length), { outboxBytes, bytesOf }))
      expect(read).toEqual(texts)
    }),
    seeded('pages'),
  )
})
