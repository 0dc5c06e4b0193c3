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
    ignore: [...unshown].join(','),
    levelKey: 'level',
  })
  const paint = colour ? painted : asIs
  return (line) => {
    const record = safe(JSON.parse(line))
    return (isPlain(record) ? plainLine(record, paint) : null) ?? format(record)
  }
}

const standing: ReadonlySet<string> = new Set(['time', 'level', 'msg'])
const unshown: ReadonlySet<string> = new Set(['config', 'pid'])

/** The record with every text in it, names of fields included, made printable. */
function safe(value: unknown): unknown {
  if (typeof value === 'string') return printableLines(value).join('\n')
  if (Array.isArray(value)) return value.map(safe)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [printable(name), safe(inner)]))
}

/** Of no error: those take several lines. */
function isPlain(record: unknown): record is Readonly<Record<string, unknown>> {
  return typeof record === 'object' && record !== null && !('err' in record) && !('error' in record)
}

type Paint = (text: string, colour: number) => string

const asIs: Paint = (text) => text
const painted: Paint = (text, colour) => `\u001B[${colour}m${text}\u001B[39m`
const colours = { level: { debug: 34, info: 32, warn: 33, error: 31 }, message: 36, fields: 90 } as const

/** What pino-pretty would write, which takes several times as long; `null` for what it has to look at itself. */
function plainLine(record: Readonly<Record<string, unknown>>, paint: Paint): string | null {
  const { time, level, msg } = record
  if (typeof time !== 'string' || typeof msg !== 'string' || !isLevel(level)) return null
  const start = `[${clockOf(new Date(time))}] ${paint(level.toUpperCase(), colours.level[level])}: `
  const fields = fieldsOf(record)
  const shown = fields === '' ? '' : ` ${paint(`{${fields}}`, colours.fields)}`
  return `${start}${paint(msg, colours.message)}${shown}\n`
}

/** As JSON, but for what stands in the line already. */
function fieldsOf(record: Readonly<Record<string, unknown>>): string {
  let fields = ''
  for (const name of Object.keys(record)) {
    if (unshown.has(name) || standing.has(name)) continue
    fields += `${fields === '' ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(record[name])}`
  }
  return fields
}

function isLevel(level: unknown): level is keyof typeof colours.level {
  return typeof level === 'string' && Object.hasOwn(colours.level, level)
}

function clockOf(time: Date): string {
  const [hours, minutes, seconds] = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two)
  return `${hours}:${minutes}:${seconds}.${String(time.getMilliseconds()).padStart(3, '0')}`
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}
