/**
 * `npm run torture -- --seed N --rounds 50`: many rounds of the kill test; with `--fuzz`, a long fuzz of commands and bytes; with
 * `--nodes --seconds 180 --people 300`, three nodes while one thing after another breaks. `--database postgres` or `mariadb`: on that
 * kind (nodes are on PostgreSQL unless it is said).
 */
import { parseArgs } from 'node:util'
import { fuzzBytes } from '../fuzz/fuzz-bytes.ts'
import { fuzzCommands } from '../fuzz/fuzz-commands.ts'
import { fuzzIrc } from '../fuzz/irc-bytes.ts'
import { seedFrom } from '../fuzz/random.ts'
import { runKillRounds } from './kill-rounds.ts'
import { isTortureKind, tortureOn } from './nodes/database.ts'
import { runNodes } from './nodes/run-nodes.ts'
import { placeNamed } from './place.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    rounds: { type: 'string', default: '50' },
    database: { type: 'string', default: 'sqlite' },
    fuzz: { type: 'boolean', default: false },
    nodes: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '180' },
    people: { type: 'string', default: '300' },
  },
})
const seed = values.seed === undefined ? seedFrom(process.env) : wholeNumber(values.seed, 0)
const rounds = wholeNumber(values.rounds, 1)
const seconds = wholeNumber(values.seconds, 0)
const people = wholeNumber(values.people, 3)
const place = placeNamed(values.database) ?? misused()
const kind = values.nodes
  ? `--nodes --seconds ${seconds} --people ${people}`
  : `--rounds ${rounds}${values.fuzz ? ' --fuzz' : ''}`
const again = `npm run torture -- --seed ${seed} ${kind} --database ${values.database}`
console.log(`to repeat this run: ${again}`)

const report = (line: string): void => console.log(line)

try {
  if (values.fuzz) {
    console.log(await fuzzCommands({ seed, bursts: rounds * 20, report }))
    console.log(await fuzzBytes({ seed, writers: rounds * 4 }))
    console.log(await fuzzIrc({ seed, writers: rounds * 4 }))
  } else if (values.nodes) await tortureNodes()
  else console.log(await runKillRounds({ seed, rounds, report }, place))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`to repeat this run: ${again}`)
  process.exitCode = 1
}

async function tortureNodes(): Promise<void> {
  const kind = values.database === 'sqlite' ? 'postgres' : values.database
  const database = await tortureOn(isTortureKind(kind) ? kind : misused())
  const began = performance.now()
  const timed = (line: string): void =>
    report(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`)
  try {
    console.log(await runNodes({ seed, database, seconds, people, lasts: [2000, 12_000], report: timed }))
  } finally {
    await database.stop()
  }
}

function wholeNumber(written: string, least: number): number {
  const value = Number(written)
  if (Number.isSafeInteger(value) && value >= least) return value
  return misused()
}

function misused(): never {
  console.error(
    'usage: npm run torture -- [--seed N] [--rounds N] [--database sqlite|postgres|mariadb] [--fuzz] [--nodes] [--seconds N] [--people N, 3 at least]',
  )
  process.exit(2)
}
