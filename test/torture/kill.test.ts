/** A few rounds of the kill test on every kind of database; `npm run torture` plays many. */
import { beforeAll, describe, expect, test } from 'vitest'
import { seedFrom } from '../fuzz/random.ts'
import { ensureBuilt } from '../process/server-process.ts'
import { databaseServers } from '../support/database-servers.ts'
import { runKillRounds } from './kill-rounds.ts'
import { embeddedPlace, placeOn } from './place.ts'

const kinds = [
  { name: 'SQLite', isInstalled: true, openPlace: embeddedPlace },
  ...databaseServers.map((kind) => ({ ...kind, openPlace: () => placeOn(kind) })),
]

beforeAll(() => ensureBuilt(), 60_000)

for (const { name, isInstalled, openPlace } of kinds)
  describe.runIf(isInstalled)(`on ${name}`, () => {
    test('a server killed under load has lost nothing it acknowledged, and nothing is there that nobody sent (rule D1) (rule D2)', async () => {
      const seed = seedFrom(process.env)
      console.log(`kill test on ${name}: SEED=${seed}`)
      const result = await runKillRounds({ seed, rounds: 5 }, openPlace)
      console.log(`kill test on ${name}: ${JSON.stringify(result)}`)
      expect(result.rounds).toBe(5)
    }, 90_000)
  })
