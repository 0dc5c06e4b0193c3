/** `npm run torture -- --seed N --rounds 50`: many rounds of the kill test; with `--fuzz`, a long fuzz of commands and bytes. */
import { parseArgs } from 'node:util'
import { fuzzBytes } from '../fuzz/fuzz-bytes.ts'
import { fuzzCommands } from '../fuzz/fuzz-commands.ts'
import { fuzzIrc } from '../fuzz/irc-bytes.ts'
import { seedFrom } from '../fuzz/random.ts'
import { runKillRounds } from './kill-rounds.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    rounds: { type: 'string', default: '50' },
    fuzz: { type: 'boolean', default: false },
  },
})
const seed = values.seed === undefined ? seedFrom(process.env) : Number(values.seed)
const rounds = Number(values.rounds)
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(rounds) || rounds < 1) {
  console.error('usage: npm run torture -- [--seed N] [--rounds N] [--fuzz]')
  process.exit(2)
}
const again = `npm run torture -- --seed ${seed} --rounds ${rounds}${values.fuzz ? ' --fuzz' : ''}`
console.log(`to repeat this run: ${again}`)

const report = (line: string): void => console.log(line)

try {
  if (values.fuzz) {
    console.log(await fuzzCommands({ seed, bursts: rounds * 20, report }))
    console.log(await fuzzBytes({ seed, writers: rounds * 4 }))
    console.log(await fuzzIrc({ seed, writers: rounds * 4 }))
  } else console.log(await runKillRounds({ seed, rounds, report }))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`to repeat this run: ${again}`)
  process.exitCode = 1
}
