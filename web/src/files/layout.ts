/** How much room the files of a message take, known before anything of them has come. What the styles beside say has to agree. */
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import { isPicture, isText, kindOf, type Picture } from './kind.ts'

const widest = 400
const highest = 320
/** Very tall and very wide ones are cut: all of them is seen in the gallery. */
const tallest = 0.45
const broadest = 4
const smallest = 48
const gap = 4

export interface Box {
  readonly width: number
  /** Width divided by height. */
  readonly ratio: number
}

export function pictureBox({ width, height }: Pick<Picture, 'width' | 'height'>): Box {
  const ratio = Math.min(broadest, Math.max(tallest, width / height))
  const wanted = Math.min(width, widest, highest * ratio)
  return { width: Math.round(Math.max(smallest, smallest * ratio, wanted)), ratio }
}

/** A video is as large as there is room, however few pixels it has: its buttons need that. */
export function videoBox({ width, height }: Pick<WireUpload, 'width' | 'height'>): Box {
  const ratio = Math.min(broadest, Math.max(tallest, (width ?? 16) / (height ?? 9)))
  return { width: Math.round(Math.min(widest, highest * ratio)), ratio }
}

export function columnsFor(count: number): number {
  return count === 2 || count === 4 ? 2 : 3
}

/** `width`: of what stands around them. */
export function filesHeight(uploads: readonly WireUpload[], width: number): number {
  const pictures = uploads.filter(isPicture)
  const others = uploads.filter((upload) => !isPicture(upload)).map((upload) => otherHeight(upload, width))
  const all = [...(pictures.length === 0 ? [] : [picturesHeight(pictures, width)]), ...others]
  return all.reduce((sum, height) => sum + height + gap, 0)
}

function otherHeight(upload: WireUpload, width: number): number {
  if (isText(upload)) return textHeight(upload)
  const kind = kindOf(upload)
  if (kind === 'video') return heightOf(videoBox(upload), width)
  return kind === 'sound' ? soundHeight : cardHeight + (upload.thumbnails.length > 0 ? pageHeight : 0)
}

/** By its size, before it is known how many lines it has. */
export function textHeight({ size }: WireUpload): number {
  const lines = size < 100 ? 3 : size < 600 ? 8 : 16
  return textHead + lines * textLine
}

/** Of one by itself. */
export function pictureHeight(picture: Pick<Picture, 'width' | 'height'>, width: number): number {
  return heightOf(pictureBox(picture), width)
}

function heightOf(box: Box, width: number): number {
  return Math.min(box.width, width) / box.ratio
}

function picturesHeight(pictures: readonly Picture[], width: number): number {
  const [one] = pictures
  if (pictures.length === 1 && one !== undefined) return pictureHeight(one, width)
  const columns = columnsFor(pictures.length)
  const rows = Math.ceil(pictures.length / columns)
  const tile = (Math.min(widest, width) - gap * (columns - 1)) / columns
  return rows * tile + gap * (rows - 1)
}

/** With borders, and the room above the first line. */
const textHead = 52
const textLine = 18
const soundHeight = 88
const cardHeight = 56
const pageHeight = 160
