/** Files that people bring. */
import type { Brand } from '../../lib/brand.ts'
import type { MessageId, UserId } from '../types.ts'

export type UploadId = Brand<string, 'UploadId'>

/** A file as its owner announced it; what it really is (`content`) is known once all of it has come. */
export interface Upload {
  readonly id: UploadId
  readonly owner: UserId
  /** The unguessable part of its address: whoever has it may see the file, as long as its message stands. */
  readonly key: string
  readonly name: string
  /** Bytes, as announced; once it is complete, those that are kept. */
  readonly size: number
  readonly createdAt: number
  /** What was said with it; `null`: nothing yet, and nobody else sees it. */
  readonly message: MessageId | null
  /** Whether it is what its owner is shown by; then nothing can be said with it. */
  readonly avatar: boolean
  readonly content: UploadContent | null
}

/** What a look into the file has found; its name and what its sender called it play no part. */
export interface UploadContent {
  /** SHA-256 of the bytes, in hexadecimal: each content is kept once. */
  readonly digest: string
  /** Bytes that are kept: of pictures and videos those without what a camera wrote into them. */
  readonly size: number
  /** A MIME type. */
  readonly type: string
  /** Of pictures and videos, as they are shown, and of the first page of a PDF; pixels. */
  readonly width: number | null
  readonly height: number | null
  /** A picture of a few pixels to show until the real one is there: WebP in Base64. */
  readonly preview: string | null
  /** Widths in pixels in which smaller forms are kept. */
  readonly thumbnails: readonly number[]
  /** Of videos and sounds, milliseconds. */
  readonly duration: number | null
  /** Of sounds, how loud they are over their time: a byte for each of 64 heights, in Base64. */
  readonly waveform: string | null
}

/** What somebody is shown by, in the smallest form there is of it. */
export interface Avatar {
  readonly user: UserId
  readonly key: string
  /** Pixels. */
  readonly width: number
}

/** What a message shows of a file. */
export interface SharedUpload extends Omit<UploadContent, 'digest'> {
  readonly key: string
  readonly name: string
}
