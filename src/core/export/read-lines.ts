/** Reads an export line by line, and refuses one that is not whole or not in order. */
import {
  nouns,
  readExportLine,
  type EndLine,
  type ExportCounts,
  type ExportLine,
  type ThingLine,
} from './lines.ts'

/** An export that cannot be taken in. The message is one line for the operator. */
export class ImportError extends Error {
  override readonly name = 'ImportError'

  constructor(message: string, cause?: unknown) {
    super(message, { cause })
  }
}

export interface NumberedLine<Line> {
  /** From 1. */
  readonly number: number
  readonly line: Line
}

const order: readonly ExportLine['type'][] = ['export', 'user', 'channel', 'upload', 'message', 'end']

/** Everything between the head and the end. Rejects with `ImportError`. */
export async function* readThings(written: AsyncIterable<string>): AsyncGenerator<NumberedLine<ThingLine>> {
  const counts = { users: 0, channels: 0, uploads: 0, messages: 0 }
  let number = 0
  let before: ExportLine['type'] | null = null
  for await (const text of written) {
    number += 1
    if (text === '') continue
    const line = lineFrom(text, number)
    demandOrder(before, line.type, number)
    before = line.type
    if (line.type === 'export') continue
    if (line.type === 'end') {
      demandCounts(counts, line, number)
      continue
    }
    counts[nouns[line.type]] += 1
    yield { number, line }
  }
  if (before !== 'end') throw new ImportError('the export is not whole: its last line is missing')
}

function lineFrom(text: string, number: number): ExportLine {
  const read = readExportLine(text)
  if ('problem' in read) throw new ImportError(`line ${number}: ${read.problem}`)
  return read.line
}

function demandOrder(before: ExportLine['type'] | null, type: ExportLine['type'], number: number): void {
  if (before === null && type !== 'export')
    throw new ImportError(`line ${number}: the first line must be of type "export"`)
  if (before === null) return
  const isAfter = order.indexOf(type) > order.indexOf(before)
  const isAnother = type === before && type !== 'export' && type !== 'end'
  if (!isAfter && !isAnother)
    throw new ImportError(`line ${number}: "${type}" cannot stand after "${before}"`)
}

function demandCounts(found: ExportCounts, { counts }: EndLine, number: number): void {
  for (const noun of Object.values(nouns)) {
    if (found[noun] !== counts[noun])
      throw new ImportError(
        `line ${number}: it says there are ${counts[noun]} ${noun}, and there are ${found[noun]}`,
      )
  }
}
