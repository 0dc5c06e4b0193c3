/** A PNG without texts, times and EXIF. */

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
const dropped: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

/** `null`: that is no PNG as it should be. */
export function strippedPng(file: Buffer): Buffer | null {
  if (!file.subarray(0, signature.length).equals(signature)) return null
  const parts: Buffer[] = [signature]
  let at = signature.length
  while (at + 12 <= file.length) {
    const end = at + 12 + file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    if (end > file.length) return null
    if (!dropped.has(type)) parts.push(file.subarray(at, end))
    // Nothing belongs behind the end.
    if (type === 'IEND') return Buffer.concat(parts)
    at = end
  }
  return null
}
