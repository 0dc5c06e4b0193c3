/** A few rounds of the kill test; `npm run torture` plays many. */
import { expect, test } from 'vitest'
import { seedFrom } from '../fuzz/random.ts'
import { ensureBuilt } from '../process/server-process.ts'
import { runKillRounds } from './kill-rounds.ts'

test('a server killed under load has lost nothing it acknowledged, and nothing is there that nobody sent', async () => {
  ensureBuilt()
  const seed = seedFrom(process.env)
  console.log(`kill test: SEED=${seed}`)
  const result = await runKillRounds({ seed, rounds: 5 })
  console.log(`kill test: ${JSON.stringify(result)}`)
  expect(result.rounds).toBe(5)
}, 60_000)
