/** What is behind links, as it travels. */
import { previewPath } from '../../../core/previews/address.ts'
import type { LinkPreview } from '../../../core/types.ts'
import type { WirePreview } from '../wire.ts'

export function previewOf({ url, kind, siteName, title, text, picture }: LinkPreview): WirePreview {
  return { url, kind, siteName, title, text, picture: picture === null ? null : pictureOf(picture) }
}

function pictureOf({ key, width, height, preview, thumbnails }: NonNullable<LinkPreview['picture']>) {
  const smaller = thumbnails.map((wide) => ({ width: wide, address: previewPath(key, wide) }))
  return { width, height, preview, thumbnails: smaller }
}
