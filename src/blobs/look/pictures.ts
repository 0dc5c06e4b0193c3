/** Pictures in smaller forms: upright, without what the camera wrote into them, moving ones still moving. */
import type { Sharp } from 'sharp'
import type { PictureFindings } from './protocol.ts'

const pictureTypes: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/gif',
  'image/webp',
  'image/avif',
])

/** Pixels of all frames together: more is not decoded. A picture of a phone has up to 200 million, which JPEG lets be halved while reading. */
const mostPixels = 268_000_000
const widths = [480, 960, 1920] as const
const previewWidth = 16

export function isPicture(type: string): boolean {
  return pictureTypes.has(type)
}

/** Rejects when it is none, or too large. */
export function lookAtPicture(path: string): Promise<PictureFindings> {
  return smallerForms(path, path)
}

/** Of a file, or of what was made of one; they lie beside `path`. */
export async function smallerForms(picture: string | Buffer, path: string): Promise<PictureFindings> {
  const { default: sharp } = await import('sharp')
  sharp.concurrency(1)
  sharp.cache(false)
  const open = (animated: boolean): Sharp =>
    sharp(picture, {
      animated,
      limitInputPixels: mostPixels,
      sequentialRead: true,
      failOn: 'error',
    }).autoOrient()
  const { pages = 1, autoOrient } = await sharp(picture, { limitInputPixels: mostPixels }).metadata()
  const { width, height } = autoOrient
  const thumbnails = widthsFor(width)
  for (const size of thumbnails)
    await open(pages > 1)
      .resize({ width: size, withoutEnlargement: true })
      .webp({ quality: 80, effort: 3 })
      .toFile(`${path}.${size}.webp`)
  const tiny = await open(false)
    .resize({ width: previewWidth, withoutEnlargement: true })
    .webp({ quality: 40 })
    .toBuffer()
  return { width, height, preview: tiny.toString('base64'), thumbnails }
}

/** Every picture has at least one: nobody is shown a file as it came. */
function widthsFor(width: number): readonly number[] {
  const smaller = widths.filter((size) => size < width)
  return smaller.length < widths.length ? [...smaller, width] : smaller
}
