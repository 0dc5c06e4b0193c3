/** What was measured in each round, and what is made of it: medians and how far the rounds lie apart. Pure. */
import type { ContestantName } from '../contestants.ts'
import type { DoorName } from '../generator/doors/doors.ts'
import { caseNames, type CaseName } from './cases.ts'

export interface Entrant {
  readonly server: ContestantName
  /** `null`: by none, but by requests of the API. */
  readonly door: DoorName | null
}

export interface Run extends Entrant {
  readonly case: CaseName
  /** From 1. */
  readonly round: number
  /** By the name that the yardstick's report gives them. */
  readonly figures: Readonly<Record<string, number>>
  /** What makes this run worthless. */
  readonly faults: readonly string[]
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

export interface Summary extends Entrant {
  readonly case: CaseName
  /** That were good. */
  readonly rounds: number
  readonly figures: Readonly<Record<string, Spread>>
}

export function entrantName({ server, door }: Entrant): string {
  return `${server} ${door ?? 'api'}`
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const [low = NaN, high = NaN] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  return { median: (low + high) / 2, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN }
}

/** By case and entrant, in the order of the cases and of first appearance; runs with faults do not count. */
export function summarise(runs: readonly Run[]): readonly Summary[] {
  const groups = Map.groupBy(runs, (run) => `${run.case} ${entrantName(run)}`)
  return [...groups.values()]
    .flatMap((group) => summaryOf(group))
    .sort((a, b) => caseNames.indexOf(a.case) - caseNames.indexOf(b.case))
}

function summaryOf(runs: readonly Run[]): readonly Summary[] {
  const good = runs.filter(({ faults }) => faults.length === 0)
  const [first] = good
  if (first === undefined) return []
  const { server, door } = first
  const figures = Object.fromEntries(
    Object.keys(first.figures).map((name) => [name, spreadOf(good.map((run) => run.figures[name] ?? NaN))]),
  )
  return [{ case: first.case, server, door, rounds: good.length, figures }]
}

/** The one that others are compared with in a case. */
export function referenceOf(summaries: readonly Summary[], name: CaseName): Summary | undefined {
  return summaries.find((summary) => summary.case === name && summary.server === 'inspircd')
}
