/** Where in the file what belongs to one track of an MP4 lies. */
import { boxesIn, type Box } from './mp4-boxes.ts'

interface Range {
  readonly at: number
  readonly length: number
}

/** From the beginning of the file; chunk by chunk. None where the tables do not fit together: nobody finds them by these either. */
export function samplesOf(bytes: Buffer, track: Box): readonly Range[] {
  try {
    return chunksOf(bytes, track)
  } catch {
    return []
  }
}

function chunksOf(bytes: Buffer, track: Box): readonly Range[] {
  const table = ['mdia', 'minf', 'stbl'].reduce((box, type) => oneIn(bytes, box, type), track)
  const boxes = boxesIn(bytes, table.at + table.head, table.at + table.length)
  const chunks = chunkOffsets(bytes, boxes)
  const lengthOf = lengths(bytes, boxes)
  const counts = samplesPerChunk(bytes, boxes)
  let sample = 0
  return chunks.map((at, chunk) => {
    const count = counts(chunk + 1)
    const length = lengthOf(sample, count)
    sample += count
    return { at, length }
  })
}

function oneIn(bytes: Buffer, box: Box, type: string): Box {
  const found = boxesIn(bytes, box.at + box.head, box.at + box.length).find((inner) => inner.type === type)
  if (found === undefined) throw new Error(`there is no ${type}`)
  return found
}

/** The content of one of the tables, behind its version and flags. */
function tableIn(bytes: Buffer, boxes: readonly Box[], type: string): Buffer | null {
  const box = boxes.find((inner) => inner.type === type)
  return box === undefined ? null : bytes.subarray(box.at + box.head + 4, box.at + box.length)
}

function chunkOffsets(bytes: Buffer, boxes: readonly Box[]): readonly number[] {
  const short = tableIn(bytes, boxes, 'stco')
  if (short !== null) return rows(short, 4, 4).map((row) => row.readUInt32BE(0))
  const long = tableIn(bytes, boxes, 'co64')
  return long === null ? [] : rows(long, 4, 8).map((row) => Number(row.readBigUInt64BE(0)))
}

/** Of so many samples in a row. */
function lengths(bytes: Buffer, boxes: readonly Box[]): (from: number, count: number) => number {
  const table = tableIn(bytes, boxes, 'stsz')
  if (table === null) throw new Error('there are no sizes')
  const same = table.readUInt32BE(0)
  return (from, count) => {
    if (same > 0) return same * count
    let length = 0
    for (let sample = from; sample < from + count; sample++) length += table.readUInt32BE(8 + 4 * sample)
    return length
  }
}

/** Runs of chunks, each by its first: from there on so many samples in each. */
function samplesPerChunk(bytes: Buffer, boxes: readonly Box[]): (chunk: number) => number {
  const table = tableIn(bytes, boxes, 'stsc')
  const runs = table === null ? [] : rows(table, 4, 12)
  return (chunk) => runs.findLast((run) => run.readUInt32BE(0) <= chunk)?.readUInt32BE(4) ?? 0
}

/** `from`: behind how many there are. */
function rows(table: Buffer, from: number, length: number): readonly Buffer[] {
  const count = Math.min(table.readUInt32BE(0), Math.floor((table.length - from) / length))
  return Array.from({ length: count }, (_, at) =>
    table.subarray(from + at * length, from + (at + 1) * length),
  )
}
