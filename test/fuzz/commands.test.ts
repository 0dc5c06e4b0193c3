/** A short fuzz of commands; `npm run torture -- --fuzz` plays a long one. */
import { expect, test } from 'vitest'
import { fuzzCommands } from './fuzz-commands.ts'
import { seedFrom } from './random.ts'

test('whatever people do, nobody sees what is not theirs, nothing comes twice or out of order', async () => {
  const seed = seedFrom(process.env)
  console.log(`fuzz of commands: SEED=${seed}`)
  const result = await fuzzCommands({ seed, bursts: 150 })
  console.log(`fuzz of commands: ${JSON.stringify(result)}`)
  expect(result.messages).toBeGreaterThan(50)
}, 60_000)
