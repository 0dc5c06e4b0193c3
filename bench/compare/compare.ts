/** The comparison: every case with every server in turn, round after round, the server started anew for each. */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { contestant, missingOf, type ContestantName } from '../contestants.ts'
import type { DoorName } from '../generator/doors/doors.ts'
import { thisMachine, type Machine } from '../machine.ts'
import type { Case, CaseOptions, Comparing } from './case.ts'
import { cases, type CaseName } from './cases.ts'
import { entrantName, summarise, type Entrant, type Run, type Summary } from './runs.ts'

export interface CompareOptions extends CaseOptions {
  readonly cases: readonly CaseName[]
  readonly servers: readonly ContestantName[]
  /** Of Parlance. */
  readonly doors: readonly DoorName[]
  readonly rounds: number
}

export interface Comparison {
  readonly date: string
  readonly machine: Machine
  /** Load averages of one minute, before each round: what else the machine did. */
  readonly load: readonly number[]
  readonly options: CompareOptions
  /** Who could not take part, in words. */
  readonly missing: readonly string[]
  readonly summaries: readonly Summary[]
  readonly runs: readonly Run[]
}

/** What a comparison tells while it goes on. */
export interface CompareEvents {
  progress(what: string): void
  /** A round is over: all there is so far, should the next one be interrupted. */
  round(soFar: Comparison): void
}

export async function compare(options: CompareOptions, events: CompareEvents): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-comparison-'))
  try {
    return await compareIn(folder, options, events)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function compareIn(
  folder: string,
  options: CompareOptions,
  events: CompareEvents,
): Promise<Comparison> {
  const missing = options.servers.flatMap((name) => missingOf(name) ?? [])
  for (const problem of missing) events.progress(problem)
  const about = { date: new Date().toISOString(), machine: thisMachine(), options, missing }
  let [runs, load]: [readonly Run[], readonly number[]] = [[], []]
  const soFar = (): Comparison => ({ ...about, load, summaries: summarise(runs), runs })
  for (let round = 1; round <= options.rounds; round += 1) {
    load = [...load, loadavg()[0] ?? 0]
    const tell = (what: string): void => events.progress(`round ${round} of ${options.rounds}, ${what}`)
    runs = [...runs, ...(await runRound(round, options, { tell, folder }))]
    events.round(soFar())
  }
  return soFar()
}

async function runRound(
  round: number,
  options: CompareOptions,
  { tell, folder }: Pick<Comparing, 'tell' | 'folder'>,
): Promise<readonly Run[]> {
  const runs: Run[] = []
  for (const name of options.cases) {
    if (round > 1 && cases[name].isOnce === true) continue
    for (const entrant of entrantsOf(cases[name], options)) {
      tell(`${name}, ${entrantName(entrant)}`)
      runs.push({
        case: name,
        round,
        ...entrant,
        ...(await attempt(cases[name], entrant, { options, folder })),
      })
    }
  }
  return runs
}

/** Parlance by the doors of the case, every other server by IRC. */
export function entrantsOf(
  { doors: ofCase, peers }: Pick<Case, 'doors' | 'peers'>,
  { servers, doors }: Pick<CompareOptions, 'servers' | 'doors'>,
): readonly Entrant[] {
  return servers
    .filter((server) => missingOf(server) === null && (server === 'parlance' || peers.includes(server)))
    .flatMap((server): readonly Entrant[] =>
      server === 'parlance'
        ? ofCase.filter((door) => door === null || doors.includes(door)).map((door) => ({ server, door }))
        : [{ server, door: 'irc' }],
    )
}

/** A run that fails is told of and does not count: the others go on. */
async function attempt(
  measuredBy: Case,
  { server, door }: Entrant,
  { options, folder }: { readonly options: CaseOptions; readonly folder: string },
): Promise<Pick<Run, 'figures' | 'faults'>> {
  try {
    const measured = contestant(server, { nodeOptions: [], settings: [] })
    const running = { contestant: measured, tell: () => undefined, folder }
    const report = await measuredBy.run(door ?? 'irc', options, running)
    const figures = Object.fromEntries(report.figures.map(({ name, value }) => [name, value]))
    return { figures, faults: report.faults }
  } catch (error) {
    return { figures: {}, faults: [error instanceof Error ? error.message : String(error)] }
  }
}
