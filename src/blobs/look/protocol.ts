/** What is asked of the process that looks into files, and what it answers. */

export interface LookRequest {
  readonly id: number
  /** A file of this machine. */
  readonly path: string
}

/** Smaller forms lie beside the file, as `<path>.<width>.webp`. */
/** Of a picture; of everything else, nothing. */
export interface PictureFindings {
  readonly width: number | null
  readonly height: number | null
  readonly preview: string | null
  readonly thumbnails: readonly number[]
}

export interface Findings extends PictureFindings {
  readonly digest: string
  /** Bytes that are kept. */
  readonly size: number
  readonly type: string
}

export const noPicture: PictureFindings = { width: null, height: null, preview: null, thumbnails: [] }
/** Nothing is known of it. */
export const unknownType = 'application/octet-stream'

export type LookAnswer =
  { readonly id: number; readonly found: Findings } | { readonly id: number; readonly problem: string }
