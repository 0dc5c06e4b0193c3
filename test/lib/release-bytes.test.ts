/** Memory is given back where nobody else can be looking at it, and nowhere else. */
import { expect, test } from 'vitest'
import { releaseBytes } from '../../src/lib/release-bytes.ts'

test('bytes that are all of their buffer are gone', () => {
  const bytes = Buffer.alloc(100_000, 'x')
  releaseBytes(bytes)
  expect([bytes.length, bytes.buffer.byteLength]).toEqual([0, 0])
})

test.each([
  ['a part', (whole: Buffer) => whole.subarray(0, 99_999)],
  ['the end', (whole: Buffer) => whole.subarray(1)],
])('%s of a buffer stays, with what lies beside it', (_, partOf) => {
  const whole = Buffer.alloc(100_000, 'x')
  const part = partOf(whole)
  releaseBytes(part)
  expect([whole.length, whole.includes('y'), part.toString()]).toEqual([100_000, false, 'x'.repeat(99_999)])
})

test('what several share stays', () => {
  const small = Buffer.from('small ones lie in one buffer')
  const shared = new Uint8Array(new SharedArrayBuffer(10)).fill(7)
  for (const bytes of [small, shared]) releaseBytes(bytes)
  expect(small.toString()).toBe('small ones lie in one buffer')
  expect([...shared]).toEqual(Array.from({ length: 10 }, () => 7))
})
