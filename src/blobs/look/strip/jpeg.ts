/** A JPEG without what the camera wrote into it: when, where, with what. Its pixels and colours stay, bit for bit. */

const startOfImage = 0xd8
const endOfImage = 0xd9
const startOfScan = 0xda
/** Of the application segments: JFIF, colour profiles and Adobe's colour transform are needed to show it. */
const kept: ReadonlySet<number> = new Set([0xe0, 0xe2, 0xee])
const comment = 0xfe

interface Segment {
  readonly marker: number
  readonly bytes: Buffer
}

/** `orientation`: 1 to 8, as EXIF has it. `null`: that is no JPEG as it should be. */
export function strippedJpeg(file: Buffer, orientation: number): Buffer | null {
  if (file[0] !== 0xff || file[1] !== startOfImage) return null
  const parts: Buffer[] = [file.subarray(0, 2)]
  if (orientation > 1) parts.push(orientationSegment(orientation))
  let at = 2
  for (;;) {
    const segment = segmentAt(file, at)
    if (segment === null) return null
    at += segment.bytes.length
    if (isNeeded(segment)) parts.push(segment.bytes)
    // Behind the end some phones keep a film, or another picture with all that was taken out here.
    if (segment.marker === endOfImage) return Buffer.concat(parts)
  }
}

function isNeeded({ marker, bytes }: Segment): boolean {
  if (marker === comment) return false
  if (marker < 0xe0 || marker > 0xef) return true
  // The list of further pictures behind this one.
  return kept.has(marker) && bytes.toString('latin1', 4, 7) !== 'MPF'
}

function segmentAt(file: Buffer, at: number): Segment | null {
  if (file[at] !== 0xff) return null
  const marker = file[at + 1] ?? 0
  if (marker === endOfImage) return { marker, bytes: file.subarray(at, at + 2) }
  if (at + 4 > file.length) return null
  const end = at + 2 + file.readUInt16BE(at + 2)
  const whole = marker === startOfScan ? endOfScan(file, end) : end
  return whole > file.length || whole < at + 4 ? null : { marker, bytes: file.subarray(at, whole) }
}

/** The compressed data goes on to the next marker that is neither a stuffed zero nor a restart. */
function endOfScan(file: Buffer, from: number): number {
  let at = file.indexOf(0xff, from)
  while (at !== -1) {
    const next = file[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at = file.indexOf(0xff, at + 1)
  }
  return Number.POSITIVE_INFINITY
}

/** EXIF with nothing in it but how the picture is to be turned. */
function orientationSegment(orientation: number): Buffer {
  const head = Buffer.from('ffe1002245786966000049492a0008000000010012010300010000000000000000000000', 'hex')
  head.writeUInt16BE(head.length - 2, 2)
  head.writeUInt16LE(orientation, 28)
  return head
}
