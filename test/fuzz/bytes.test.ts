/** A short fuzz of bytes; `npm run torture -- --fuzz` plays a long one. */
import { expect, test } from 'vitest'
import { fuzzBytes } from './fuzz-bytes.ts'
import { seedFrom } from './random.ts'

test('rubbish of every kind harms nobody but its sender', async () => {
  const seed = seedFrom(process.env)
  console.log(`fuzz of bytes: SEED=${seed}`)
  const result = await fuzzBytes({ seed, writers: 40 })
  console.log(`fuzz of bytes: ${JSON.stringify(result)}`)
  expect(result.messages).toBeGreaterThan(5)
  expect(result.slowestMs).toBeLessThan(5000)
}, 60_000)
