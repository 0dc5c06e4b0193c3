/** What is shown of one case, as cells: a heading and a row for each entrant, then what was to be reached. Pure. */
import { shownNumber } from '../report.ts'
import { cases, type CaseName } from './cases.ts'
import { entrantName, referenceOf, type Summary } from './runs.ts'
import { targetsOf } from './targets.ts'

interface Aimed {
  readonly entrant: string
  readonly wanted: string
  readonly value: string
  readonly verdict: string
}

export interface Block {
  readonly about: string
  /** The heading first; the first cell of each names the entrant. */
  readonly rows: readonly (readonly string[])[]
  readonly targets: readonly Aimed[]
}

export function blockOf(name: CaseName, summaries: readonly Summary[]): Block {
  const { about, columns } = cases[name]
  const [first, ...others] = columns
  const reference = referenceOf(summaries, name)
  const those = summaries.filter((summary) => summary.case === name)
  const ratio = reference === undefined ? [] : ['ratio']
  const heading = [
    '',
    first.heading,
    'least–most',
    ...ratio,
    ...others.map((column) => column.heading),
    'rounds',
  ]
  return {
    about,
    rows: [heading, ...those.map((summary) => rowOf(summary, reference))],
    targets: those.flatMap((summary) => aimsOf(summary, reference)),
  }
}

function rowOf(summary: Summary, reference: Summary | undefined): readonly string[] {
  const [first, ...others] = cases[summary.case].columns
  const { median = NaN, least = NaN, most = NaN } = summary.figures[first.figure] ?? {}
  const other = reference?.figures[first.figure]?.median ?? NaN
  return [
    entrantName(summary),
    cell(median),
    `${cell(least)}–${cell(most)}`,
    ...(reference === undefined ? [] : [cell(median / other)]),
    ...others.map(({ figure }) => cell(summary.figures[figure]?.median ?? NaN)),
    String(summary.rounds),
  ]
}

function aimsOf(summary: Summary, reference: Summary | undefined): readonly Aimed[] {
  return targetsOf(summary, reference).map(({ figure, wanted, isMet }) => ({
    entrant: entrantName(summary),
    wanted,
    value: cell(summary.figures[figure]?.median ?? NaN),
    verdict: isMet === null ? 'not measured, or not comparable' : isMet ? 'met' : 'NOT MET',
  }))
}

/** Nothing was measured where there is a dash. */
function cell(value: number): string {
  return Number.isNaN(value) ? '-' : shownNumber(value)
}
