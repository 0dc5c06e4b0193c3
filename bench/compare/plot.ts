/** The processor time per delivery as a plot: bars on a logarithmic scale, as SVG that reads well on light and on dark. Pure. */
import { shownNumber } from '../report.ts'
import { cases } from './cases.ts'
import { entrantName, type Summary } from './runs.ts'

const figure = 'server CPU per delivery'
const width = 760
const left = 150
const right = 70
const top = 46
const barHeight = 16
const barStep = 21
const caseHeading = 26
const caseGap = 12

const style = `
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.quiet { fill: #59636e; font-size: 12px }
.title { font-size: 15px; font-weight: 600 }
.grid { stroke: #d1d9e0 }
.range { stroke: #1f2328; stroke-width: 1.5 }
.parlance { fill: #0969da }
.ngircd { fill: #9a6700 }
.inspircd { fill: #6e7781 }
.bare { fill: #8250df }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .quiet { fill: #9198a1 }
  .grid { stroke: #3d444d }
  .range { stroke: #f0f6fc }
  .parlance { fill: #4493f8 }
  .ngircd { fill: #d29922 }
  .inspircd { fill: #9198a1 }
  .bare { fill: #a371f7 }
}
`

/** Places values from `least` to `most`, whole powers of ten, between the two margins. */
interface Scale {
  readonly ticks: readonly number[]
  at(value: number): number
}

export function asPlot(summaries: readonly Summary[]): string {
  const shown = summaries.filter((summary) => figure in summary.figures)
  const groups = [...Map.groupBy(shown, (summary) => summary.case)]
  const height =
    top + groups.reduce((sum, [, bars]) => sum + caseHeading + bars.length * barStep + caseGap, 0) + 24
  const scale = scaleOf(shown.flatMap(({ figures }) => Object.values(figures[figure] ?? {})))
  const parts: string[] = []
  let y = top
  for (const [name, bars] of groups) {
    parts.push(text({ x: 12, y: y + 16 }, `${name}: ${cases[name].about}`))
    y += caseHeading
    for (const summary of bars) {
      parts.push(bar(summary, scale, y))
      y += barStep
    }
    y += caseGap
  }
  return svg(height, [...grid(scale, y), ...parts])
}

function svg(height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Processor time of the server per delivery, by case and server">
<style>${style}</style>
<text class="title" x="12" y="24">Processor time of the server per delivery, µs (logarithmic; less is better)</text>
${parts.join('\n')}
</svg>
`
}

function scaleOf(values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0)
  const first = Math.floor(Math.log10(Math.min(1, ...positive)))
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(1, ...positive))))
  const perDecade = (width - left - right) / (last - first)
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
    at: (value) => left + (Math.log10(Math.max(value, 10 ** first)) - first) * perDecade,
  }
}

function grid(scale: Scale, bottom: number): readonly string[] {
  return scale.ticks.flatMap((tick) => {
    const x = scale.at(tick).toFixed(1)
    return [
      `<line class="grid" x1="${x}" y1="${top - 8}" x2="${x}" y2="${bottom}"/>`,
      `<text class="quiet" x="${x}" y="${bottom + 16}" text-anchor="middle">${tick}</text>`,
    ]
  })
}

function bar(summary: Summary, scale: Scale, y: number): string {
  const { median = NaN, least = NaN, most = NaN } = summary.figures[figure] ?? {}
  const [low, high] = [least, most].map((value) => scale.at(value).toFixed(1))
  const centre = y + barHeight / 2
  return [
    text({ x: left - 8, y: centre + 4, end: 'end' }, entrantName(summary)),
    `<rect class="${summary.server}" x="${left}" y="${y}" width="${(scale.at(median) - left).toFixed(1)}" height="${barHeight}"/>`,
    `<line class="range" x1="${low}" y1="${centre}" x2="${high}" y2="${centre}"><title>${shownNumber(least)} to ${shownNumber(most)}, median ${shownNumber(median)}</title></line>`,
    text({ x: scale.at(Math.max(median, most)) + 6, y: centre + 4 }, shownNumber(median)),
  ].join('\n')
}

function text(
  { x, y, end = 'start' }: { x: number; y: number; end?: 'start' | 'end' },
  said: string,
): string {
  return `<text x="${x.toFixed(1)}" y="${y}" text-anchor="${end}">${said}</text>`
}
