/** How a result is shown: an aligned table for people, JSON for programs. */
import { writeFileSync } from 'node:fs'
import { thisMachine, type Machine } from './machine.ts'
import type { StageOptions } from './stage.ts'

/** What a yardstick is given by whoever runs it: a server, and who is told how it goes. */
export type Running = Pick<StageOptions, 'contestant' | 'tell'>

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
}

export interface Report {
  readonly yardstick: string
  readonly date: string
  readonly machine: Machine
  readonly options: Readonly<Record<string, number | string | boolean>>
  /** What makes the figures worthless, in words; empty when they are good. */
  readonly faults: readonly string[]
  readonly figures: readonly Figure[]
}

export function createReport(measured: Omit<Report, 'date' | 'machine'>): Report {
  return { ...measured, date: new Date().toISOString(), machine: thisMachine() }
}

export function asTable(report: Report): string {
  const { yardstick, date, machine, options, faults, figures } = report
  const shown = figures.map(({ name, value, unit }) => [name, shownNumber(value), unit] as const)
  const nameWidth = Math.max(...shown.map(([name]) => name.length))
  const valueWidth = Math.max(...shown.map(([, value]) => value.length))
  const { cores, processor, memoryGib, kernel, node } = machine
  return [
    `${yardstick}: ${Object.entries(options)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', ')}`,
    `${date}, ${processor}, ${cores} cores, ${memoryGib} GiB, Linux ${kernel}, Node ${node}`,
    '',
    ...shown.map(([name, value, unit]) =>
      `${name.padEnd(nameWidth)}  ${value.padStart(valueWidth)}  ${unit}`.trimEnd(),
    ),
    ...faults.map((fault) => `! ${fault}`),
    '',
  ].join('\n')
}

/** To a file, or with `-` to standard output. */
export function writeJson(report: Report, file: string): void {
  const json = `${JSON.stringify(report, null, 2)}\n`
  if (file === '-') process.stdout.write(json)
  else writeFileSync(file, json)
}

/** Three significant digits for small numbers, whole ones for large. */
export function shownNumber(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-GB')
  return value.toLocaleString('en-GB', { minimumSignificantDigits: 3, maximumSignificantDigits: 3 })
}
