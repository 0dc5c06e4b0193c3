/** A link that leads to a picture, as a picture among those of the channel: looked at large, and saved, in the form that this server has. */
import type { WirePreview } from '../../../src/protocols/api/wire.ts'
import type { Picture } from '../files/kind.ts'

/** `null`: it leads to a page. */
export function pictureOf({ kind, url, siteName, picture }: WirePreview): Picture | null {
  const largest = picture?.thumbnails.at(-1)
  if (kind !== 'picture' || picture === null || largest === undefined) return null
  const name = nameIn(url) ?? siteName ?? url
  // How many bytes it has there is not known.
  return {
    ...picture,
    address: largest.address,
    name,
    size: 0,
    type: 'image/webp',
    duration: null,
    waveform: null,
  }
}

/** As people wrote it, where that can be read. */
function nameIn(url: string): string | null {
  const last =
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .slice(3)
      .at(-1) ?? ''
  try {
    return decodeURIComponent(last) || null
  } catch {
    return last
  }
}
