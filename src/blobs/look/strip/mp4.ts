/**
 * An MP4 or MOV without what the camera wrote into it: where, when, with what. In place: what goes becomes free room of the same size,
 * so that sound and pictures stay where they are, bit for bit, however large the file is.
 */
import { open, type FileHandle } from 'node:fs/promises'
import { boxAt, boxesIn, type Box } from './mp4-boxes.ts'
import { samplesOf } from './mp4-samples.ts'

/** The index of a film of many hours; a larger one is left alone. */
const mostIndexBytes = 64 * 1024 * 1024

/** What playing needs, by the box it stands in. Cameras write whatever they like into boxes of their own: all others go. */
const needed: Readonly<Record<'file' | 'moov' | 'trak', ReadonlySet<string>>> = {
  file: new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'mfra', 'sidx', 'ssix', 'prft', 'pdin', 'wide']),
  moov: new Set(['mvhd', 'trak', 'mvex', 'iods', 'pssh', 'cmov']),
  // `uuid` of a track: that it is seen all around.
  trak: new Set(['tkhd', 'edts', 'tref', 'mdia', 'load', 'tapt', 'clip', 'matt', 'imap', 'trgr', 'uuid']),
}

/** These begin with the times when it was made and changed. */
const timed: ReadonlySet<string> = new Set(['mvhd', 'tkhd', 'mdhd'])

interface Range {
  readonly at: number
  readonly length: number
}

/** Rooms to be filled with zeros, and boxes to be called free first. */
interface Changes {
  readonly freed: readonly Range[]
  readonly cleared: readonly Range[]
}

/** Rejects, with nothing changed, when that is no such file as it should be. */
export async function stripMp4(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    const { freed, cleared } = await changesTo(file)
    for (const { at } of freed) await file.write(Buffer.from('free', 'latin1'), 0, 4, at + 4)
    for (const range of cleared) await clear(file, range)
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function changesTo(file: FileHandle): Promise<Changes> {
  const { size } = await file.stat()
  const boxes = await boxesOfFile(file, size)
  const index = boxes.find(({ type }) => type === 'moov')
  // Without one it is no film, and what is needed of it is not known.
  if (index === undefined || index.length > mostIndexBytes) return { freed: [], cleared: [] }
  const bytes = Buffer.alloc(index.length)
  await file.read(bytes, 0, index.length, index.at)
  const inner = boxesIn(bytes, index.head, index.length)
  const tracks = inner.filter(({ type }) => type === 'trak')
  const told = tracks.filter((track) => handlerOf(bytes, track) === 'meta')
  const shown = tracks.filter((track) => !told.includes(track))
  const inIndex = [
    ...inner.filter(({ type }) => !needed.moov.has(type)),
    ...told,
    ...shown.flatMap((track) => innerOf(bytes, track).filter(({ type }) => !needed.trak.has(type))),
  ]
  const moved = ({ at, length, head }: Box): Box => ({ type: '', head, length, at: at + index.at })
  const freed = [...boxes.filter(({ type }) => !needed.file.has(type)), ...inIndex.map(moved)]
  const times = timesIn(bytes, inner).map(({ at, length }) => ({ at: at + index.at, length }))
  // Where it went while it filmed lies among the pictures.
  const samples = told.flatMap((track) => samplesOf(bytes, track))
  return { freed, cleared: [...freed.map(contentOf), ...times, ...within(samples, boxes)] }
}

function contentOf({ at, length, head }: Box): Range {
  return { at: at + head, length: length - head }
}

/** Only what lies in the room for samples: nobody has a file clear its own index. */
function within(samples: readonly Range[], boxes: readonly Box[]): readonly Range[] {
  const rooms = boxes.filter(({ type }) => type === 'mdat').map(contentOf)
  return samples.filter(({ at, length }) =>
    rooms.some((room) => at >= room.at && at + length <= room.at + room.length),
  )
}

async function boxesOfFile(file: FileHandle, size: number): Promise<readonly Box[]> {
  const boxes: Box[] = []
  let at = 0
  while (at + 8 <= size) {
    const head = Buffer.alloc(16)
    await file.read(head, 0, 16, at)
    const box = boxAt(head, 0, size - at)
    // A film that was cut off, or something behind its end: what stands before is as it should be.
    if (box.length < box.head || at + box.length > size) break
    boxes.push({ ...box, at })
    at += box.length
  }
  return boxes
}

function innerOf(bytes: Buffer, { at, head, length }: Box): readonly Box[] {
  return boxesIn(bytes, at + head, at + length)
}

/** `vide`, `soun`, `meta`… */
function handlerOf(bytes: Buffer, track: Box): string {
  const [media] = innerOf(bytes, track).filter(({ type }) => type === 'mdia')
  const [handler] = media === undefined ? [] : innerOf(bytes, media).filter(({ type }) => type === 'hdlr')
  return handler === undefined
    ? ''
    : bytes.toString('latin1', handler.at + handler.head + 8, handler.at + handler.head + 12)
}

function timesIn(bytes: Buffer, boxes: readonly Box[]): readonly Range[] {
  return boxes.flatMap((box) => {
    if (box.type === 'trak' || box.type === 'mdia') return timesIn(bytes, innerOf(bytes, box))
    if (!timed.has(box.type)) return []
    const isLong = bytes[box.at + box.head] === 1
    return [{ at: box.at + box.head + 4, length: isLong ? 16 : 8 }]
  })
}

async function clear(file: FileHandle, { at, length }: Range): Promise<void> {
  const zeros = Buffer.alloc(Math.min(length, 1024 * 1024))
  for (let done = 0; done < length; done += zeros.length)
    await file.write(zeros, 0, Math.min(zeros.length, length - done), at + done)
}
