/** The seed of random runs: printed by each, and taken from SEED to repeat one. */
import { seedFrom } from '../fuzz/random.ts'

export function seeded(name: string, numRuns = 500): { readonly seed: number; readonly numRuns: number } {
  const seed = seedFrom(process.env)
  console.log(`${name}: SEED=${seed}`)
  return { seed, numRuns }
}
