/** `npm run bench -- compare`: arguments → comparison → table, JSON and plot. */
import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { count, number, someOf } from '../arguments.ts'
import { contestantNames } from '../contestants.ts'
import { doorNames } from '../generator/doors/doors.ts'
import { caseNames } from './cases.ts'
import { compare, type Comparison, type CompareOptions } from './compare.ts'
import { asPlot } from './plot.ts'
import { asMarkdown } from './markdown.ts'
import { asComparison, faultLines } from './table.ts'

interface Written {
  readonly json?: string | undefined
  readonly markdown?: string | undefined
  readonly svg?: string | undefined
}

export const compareCommand = new Command('compare')
  .description('the same cases against Parlance, ngIRCd and InspIRCd in turn: medians, ratios, targets')
  .option('--cases <names>', `of ${caseNames.join(', ')}`, someOf(caseNames), caseNames)
  .option('--servers <names>', `of ${contestantNames.join(', ')}`, someOf(contestantNames), contestantNames)
  .option('--doors <names>', `of Parlance, of ${doorNames.join(', ')}`, someOf(doorNames), doorNames)
  .option('--rounds <n>', 'how often each is measured, the server started anew; sizes once', count, 3)
  .option('--seconds <s>', 'seconds measured each time', number, 10)
  .option('--warmup <s>', 'seconds before measuring', number, 3)
  .option('--connections <n>', 'of idle, storm and restart', count, 10_000)
  .option('--messages <n>', 'of the history', count, 10_000_000)
  .option('--generators <n>', 'processes that make the load', count, 1)
  .option('--json <file>', 'write every run and the medians there')
  .option('--markdown <file>', 'write the tables as Markdown there')
  .option('--svg <file>', 'write a plot of the processor time per delivery there')
  .action(async ({ json, markdown, svg, ...options }: CompareOptions & Written) => {
    const written = { json, markdown, svg }
    const comparison = await compare(options, {
      progress: (what) => process.stderr.write(`${what}…\n`),
      round: (soFar) => write(soFar, written),
    })
    process.stdout.write(`\n${asText(comparison)}`)
    if (comparison.runs.some(({ faults }) => faults.length > 0)) process.exitCode = 1
  })

function write(comparison: Comparison, { json, markdown, svg }: Written): void {
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(comparison, null, 2)}\n`)
  if (markdown !== undefined) writeFileSync(markdown, asMarkdown(comparison.summaries))
  if (svg !== undefined) writeFileSync(svg, asPlot(comparison.summaries))
}

function asText({ date, machine, load, options, missing, summaries, runs }: Comparison): string {
  const { processor, cores, memoryGib, kernel, node } = machine
  return [
    `${date}, ${processor}, ${cores} cores, ${memoryGib} GiB, Linux ${kernel}, Node ${node}, load ${load.map((one) => one.toFixed(1)).join(', ')}`,
    `medians of ${options.rounds} rounds of ${options.seconds} s; ratio: to InspIRCd`,
    '',
    asComparison(summaries),
    ...missing,
    ...faultLines(runs),
    '',
  ].join('\n')
}
