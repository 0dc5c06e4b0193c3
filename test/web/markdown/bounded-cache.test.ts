/** The cache of what was read. */
import { expect, test } from 'vitest'
import { BoundedCache } from '../../../web/src/markdown/bounded-cache.ts'

test('keeps what was used last and lets the rest go', () => {
  const cache = new BoundedCache<string>(2)
  const made: string[] = []
  const get = (key: string): string =>
    cache.get(key, () => {
      made.push(key)
      return key.toUpperCase()
    })
  expect([get('a'), get('b'), get('a'), get('c'), get('a'), get('b')]).toEqual(['A', 'B', 'A', 'C', 'A', 'B'])
  expect(made).toEqual(['a', 'b', 'c', 'b'])
  expect(cache.length).toBe(2)
})
