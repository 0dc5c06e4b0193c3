/** The comparison as tables of Markdown. Pure. */
import { blockOf } from './block.ts'
import { caseNames } from './cases.ts'
import type { Summary } from './runs.ts'

export function asMarkdown(summaries: readonly Summary[]): string {
  const blocks = caseNames
    .filter((name) => summaries.some((summary) => summary.case === name))
    .map((name) => ({ name, ...blockOf(name, summaries) }))
  const tables = blocks.flatMap(({ name, about, rows }) => [`**${name}**: ${about}.`, '', ...table(rows), ''])
  const targets = blocks.flatMap(({ name, targets }) =>
    targets.map(({ entrant, wanted, value, verdict }) => [name, entrant, wanted, value, verdict]),
  )
  return [...tables, ...table([['case', 'by', 'wanted', 'is', ''], ...targets]), ''].join('\n')
}

/** The first of them is the heading; what is not the first column stands on the right. */
function table([heading = [], ...rows]: readonly (readonly string[])[]): readonly string[] {
  const rule = heading.map((_, column) => (column === 0 ? '---' : '--:'))
  return [heading, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}
