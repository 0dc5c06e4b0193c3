/** The torture of several nodes in short form; `npm run torture -- --nodes` plays longer ones. */
import { describe, expect, test } from 'vitest'
import { seedFrom } from '../fuzz/random.ts'
import { ensureBuilt } from '../process/server-process.ts'
import { hasNats } from '../support/nats.ts'
import { hasPostgres } from '../support/postgres.ts'
import { tortureOn } from './nodes/database.ts'
import { runNodes } from './nodes/run-nodes.ts'

describe.runIf(hasPostgres && hasNats)('three nodes under torture', () => {
  test('lose nothing that was acknowledged, and show everything once, in order, to those it is for (rule D8)', async () => {
    ensureBuilt()
    const seed = seedFrom(process.env)
    console.log(`nodes: SEED=${seed}`)
    const database = await tortureOn('postgres')
    try {
      const result = await runNodes({ seed, database, seconds: 30, people: 24, lasts: [1000, 5000] })
      console.log(`nodes: ${JSON.stringify(result)}`)
      expect(result.acknowledged).toBeGreaterThan(0)
      expect(result.sights).toBeGreaterThan(result.acknowledged)
    } finally {
      await database.stop()
    }
  }, 240_000)
})
