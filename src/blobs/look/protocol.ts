/** What is asked of the process that looks into files, and what it answers. */
import type { Programs } from './programs.ts'

export interface LookRequest {
  readonly id: number
  /** A file of this machine. */
  readonly path: string
  readonly programs: Programs
}

/** Smaller forms lie beside the file, as `<path>.<width>.webp`. */
export interface PictureFindings {
  readonly width: number | null
  readonly height: number | null
  readonly preview: string | null
  readonly thumbnails: readonly number[]
}

/** What of a file can be shown; of most, nothing. */
export interface MediaFindings extends PictureFindings {
  /** Milliseconds. */
  readonly duration: number | null
  /** As `Loudness` makes it. */
  readonly waveform: string | null
}

export interface Showing extends MediaFindings {
  /** A MIME type: what was seen in it may tell it better than its beginning. */
  readonly type: string
}

export interface Findings extends Showing {
  readonly digest: string
  /** Bytes that are kept. */
  readonly size: number
}

export const nothingToShow: MediaFindings = {
  width: null,
  height: null,
  preview: null,
  thumbnails: [],
  duration: null,
  waveform: null,
}
/** Nothing is known of it. */
export const unknownType = 'application/octet-stream'

export type LookAnswer =
  { readonly id: number; readonly found: Findings } | { readonly id: number; readonly problem: string }
