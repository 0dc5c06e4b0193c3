/** The comparison as an aligned table for people. Pure. */
import { shownNumber } from '../report.ts'
import { cases, caseNames, type CaseName } from './cases.ts'
import { entrantName, referenceOf, type Run, type Summary } from './runs.ts'
import { targetsOf } from './targets.ts'

export function asComparison(summaries: readonly Summary[]): string {
  return caseNames
    .filter((name) => summaries.some((summary) => summary.case === name))
    .map((name) => caseBlock(name, summaries))
    .join('\n')
}

/** A line for each run that does not count. */
export function faultLines(runs: readonly Run[]): readonly string[] {
  return runs.flatMap((run) =>
    run.faults.map((fault) => `! ${run.case}, ${entrantName(run)}, round ${run.round}: ${fault}`),
  )
}

function caseBlock(name: CaseName, summaries: readonly Summary[]): string {
  const { about, columns } = cases[name]
  const [first, ...others] = columns
  const reference = referenceOf(summaries, name)
  const rows = summaries.filter((summary) => summary.case === name)
  const heading = [
    '',
    first.heading,
    'least–most',
    'ratio',
    ...others.map((column) => column.heading),
    'rounds',
  ]
  const lines = rows.map((summary) => {
    const spread = summary.figures[first.figure]
    const other = reference?.figures[first.figure]?.median
    return [
      entrantName(summary),
      shownNumber(spread?.median ?? NaN),
      `${shownNumber(spread?.least ?? NaN)}–${shownNumber(spread?.most ?? NaN)}`,
      other === undefined ? '-' : shownNumber((spread?.median ?? NaN) / other),
      ...others.map(({ figure }) => shownNumber(summary.figures[figure]?.median ?? NaN)),
      String(summary.rounds),
    ]
  })
  const targets = rows.flatMap((summary) => targetLines(summary, reference))
  return [`${name}: ${about}`, '', ...aligned([heading, ...lines]), ...targets, ''].join('\n')
}

function targetLines(summary: Summary, reference: Summary | undefined): readonly string[] {
  return targetsOf(summary, reference).map(({ figure, wanted, isMet }) => {
    const value = shownNumber(summary.figures[figure]?.median ?? NaN)
    const verdict = isMet === null ? 'not measured, or not comparable' : isMet ? 'met' : 'NOT MET'
    return `  target, ${entrantName(summary)}: ${wanted}; is ${value}: ${verdict}`
  })
}

/** Columns as wide as their widest cell, the first one on the left. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}
