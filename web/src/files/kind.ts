/** How a file is shown, by what the server found it to be. */
import type { WireUpload } from '../../../src/protocols/api/wire.ts'

export type FileKind = 'picture' | 'video' | 'sound' | 'file'
export type Picture = WireUpload & { readonly width: number; readonly height: number }

export function isPicture(upload: WireUpload): upload is Picture {
  return (
    upload.type.startsWith('image/') &&
    upload.thumbnails.length > 0 &&
    (upload.width ?? 0) > 0 &&
    (upload.height ?? 0) > 0
  )
}

/** What is written in it can be shown. */
export function isText({ type }: WireUpload): boolean {
  return type.startsWith('text/') || type === 'application/json'
}

export function kindOf(upload: WireUpload): FileKind {
  if (isPicture(upload)) return 'picture'
  if (upload.type.startsWith('audio/') || upload.name.endsWith('.weba')) return 'sound'
  return upload.type.startsWith('video/') ? 'video' : 'file'
}
