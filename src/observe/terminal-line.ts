/** From a log record to what stands on a terminal: one readable line in which nothing foreign can steer the terminal. */
import { prettyFactory } from 'pino-pretty'
import { printable, printableLines } from '../lib/printable.ts'

export type FormatLine = (line: string) => string

/** Takes one JSON line, answers readable text with its line end. */
export function createPrettyFormat(colour: boolean): FormatLine {
  const format = prettyFactory({
    colorize: colour,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
    // The whole configuration is a line of the file, not of a terminal.
    ignore: 'config,pid',
    levelKey: 'level',
  })
  return (line) => format(safe(JSON.parse(line)))
}

/** The record with every text in it, names of fields included, made printable. */
function safe(value: unknown): unknown {
  if (typeof value === 'string') return printableLines(value).join('\n')
  if (Array.isArray(value)) return value.map(safe)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [printable(name), safe(inner)]))
}
