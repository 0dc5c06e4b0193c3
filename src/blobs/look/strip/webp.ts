/** A WebP without EXIF and XMP. */

const dropped: ReadonlySet<string> = new Set(['EXIF', 'XMP '])
/** In the extended head: that there is EXIF (bit 3) and XMP (bit 2). */
const flags = 0b1100

/** `null`: that is no WebP as it should be. */
export function strippedWebp(file: Buffer): Buffer | null {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') return null
  const end = 8 + file.readUInt32LE(4)
  if (end > file.length) return null
  const parts: Buffer[] = []
  let at = 12
  while (at + 8 <= end) {
    const size = file.readUInt32LE(at + 4)
    // Chunks begin at even places.
    const next = at + 8 + size + (size % 2)
    const type = file.toString('latin1', at, at + 4)
    if (next > end) return null
    if (!dropped.has(type))
      parts.push(type === 'VP8X' ? withoutFlags(file.subarray(at, next)) : file.subarray(at, next))
    at = next
  }
  const body = Buffer.concat(parts)
  const head = Buffer.from(file.subarray(0, 12))
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

function withoutFlags(chunk: Buffer): Buffer {
  const copy = Buffer.from(chunk)
  copy[8] = (copy[8] ?? 0) & ~flags
  return copy
}
