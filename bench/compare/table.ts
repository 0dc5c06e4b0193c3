/** The comparison as an aligned table for people. Pure. */
import { blockOf } from './block.ts'
import { caseNames, type CaseName } from './cases.ts'
import { entrantName, type Run, type Summary } from './runs.ts'

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
  const { about, rows, targets } = blockOf(name, summaries)
  const told = targets.map(
    ({ entrant, wanted, value, verdict }) => `  target, ${entrant}: ${wanted}; is ${value}: ${verdict}`,
  )
  return [`${name}: ${about}`, '', ...aligned(rows), ...told, ''].join('\n')
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
