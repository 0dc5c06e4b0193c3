/** Files as they travel. */
import type { SharedUpload, Upload } from '../../../core/types.ts'
import { filePath, thumbnailPath } from '../../../core/uploads/address.ts'
import type { WireOwnUpload, WireUpload } from '../wire.ts'

export function sharedUploadOf(shared: SharedUpload): WireUpload {
  const { key, name, size, type, width, height, preview, duration, waveform } = shared
  const thumbnails = shared.thumbnails.map((wide) => ({ width: wide, address: thumbnailPath(key, wide) }))
  return {
    address: filePath(shared),
    name,
    size,
    type,
    width,
    height,
    preview,
    thumbnails,
    duration,
    waveform,
  }
}

/** What its owner is told. */
export function ownUploadOf({ id, key, name, size, content }: Upload): WireOwnUpload {
  return { id, name, size, type: content?.type ?? null, address: filePath({ key, name }) }
}
