/** What a message shows of the links in it. */
import type { Brand } from '../../lib/brand.ts'

export type PreviewId = Brand<string, 'PreviewId'>

/** What was found behind a link: texts are plain, cleaned and short. */
export interface LinkPreview {
  readonly id: PreviewId
  /** The link, as `linksIn` writes it. */
  readonly url: string
  /** `picture`: the link leads to nothing but a picture. */
  readonly kind: 'page' | 'picture'
  readonly siteName: string | null
  readonly title: string | null
  readonly text: string | null
  readonly picture: PreviewPicture | null
}

/** Kept here in smaller forms only, so that nobody who reads asks anybody else for it. */
export interface PreviewPicture {
  /** The unguessable part of its address. */
  readonly key: string
  /** Of the picture as it was found; pixels. */
  readonly width: number
  readonly height: number
  /** A few pixels to show until it is there: WebP in Base64. */
  readonly preview: string | null
  /** Widths in pixels in which it is kept, the smallest first. */
  readonly thumbnails: readonly number[]
}
