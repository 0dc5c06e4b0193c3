/** Aligned tables for a terminal: a heading, a line per row, columns as wide as their widest cell on the screen. */
import { printable } from '../../lib/printable.ts'
import { cutToWidth, displayWidth } from './display-width.ts'

const gap = '  '
/** Wider cells are cut, except in the last column, where nothing stands after them. */
const widest = 48

export interface TableShape<Row> {
  /** What to say when there is no row. */
  readonly none: string
  /** Heading → cell; numbers are set to the right. */
  readonly columns: Readonly<Record<string, (row: Row) => string | number>>
}

export function table<Row>({ none, columns }: TableShape<Row>, rows: readonly Row[]): string {
  if (rows.length === 0) return none
  const headings = Object.keys(columns)
  const read = Object.values(columns)
  const cells = rows.map((row) => read.map((cell) => cell(row)))
  return aligned([headings, ...cells])
}

/** Lines of a name and a value each. */
export function pairs(entries: readonly (readonly [string, string | number])[]): string {
  return aligned(entries.map(([name, value]) => [name, String(value)]))
}

function aligned(rows: readonly (readonly (string | number)[])[]): string {
  const last = (rows[0]?.length ?? 0) - 1
  const texts = rows.map((row) => row.map((cell, column) => cellText(cell, column === last)))
  const widths = Array.from({ length: last }, (_, column) =>
    texts.reduce((width, row) => Math.max(width, displayWidth(row[column] ?? '')), 0),
  )
  return rows
    .map((row, index) => {
      const padded = row.map((cell, column) =>
        pad(texts[index]?.[column] ?? '', widths[column] ?? 0, typeof cell),
      )
      return padded.join(gap).trimEnd()
    })
    .join('\n')
}

function cellText(cell: string | number, isLast: boolean): string {
  const text = printable(String(cell))
  return isLast ? text : cutToWidth(text, widest)
}

function pad(text: string, width: number, kind: string): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return kind === 'number' ? space + text : text + space
}
