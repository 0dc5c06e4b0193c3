import { expect, test } from 'vitest'
import { sizeText } from '../../src/lib/size-text.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 KB'],
  [1049, '1 KB'],
  [1234, '1.2 KB'],
  [9949, '9.9 KB'],
  [9950, '10 KB'],
  [99_999, '100 KB'],
  [999_499, '999 KB'],
  [999_500, '1 MB'],
  [104_857_600, '105 MB'],
  [5_000_000_000_000, '5 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text)
})
