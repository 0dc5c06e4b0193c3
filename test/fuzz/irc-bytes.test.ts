/** A short fuzz of the IRC door; `npm run torture -- --fuzz` plays a long one. */
import { expect, test } from 'vitest'
import { fuzzIrc } from './irc-bytes.ts'
import { seedFrom } from './random.ts'

test('rubbish of every kind at the IRC door harms nobody but its sender', async () => {
  const seed = seedFrom(process.env)
  console.log(`fuzz of IRC: SEED=${seed}`)
  const result = await fuzzIrc({ seed, writers: 60 })
  console.log(`fuzz of IRC: ${JSON.stringify(result)}`)
  expect(result.messages).toBeGreaterThan(5)
  expect(result.slowestMs).toBeLessThan(5000)
}, 90_000)
