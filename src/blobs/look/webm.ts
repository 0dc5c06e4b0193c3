/** WebM holds sounds as well as videos, and both look alike from outside: what it says of its tracks, before the first of them begins, tells which. */

/** What the tracks themselves come in. */
const cluster = Buffer.from([0x1f, 0x43, 0xb6, 0x75])

/** `beginning`: as much of it as there is at hand. */
export function isSoundAlone(beginning: Buffer): boolean {
  const end = beginning.indexOf(cluster)
  const head = beginning.subarray(0, end === -1 ? beginning.length : end).toString('latin1')
  return hasCodec(head, 'A') && !hasCodec(head, 'V')
}

/** Where a codec is named stands a mark, the length of the name, and the name: `A_OPUS`, `V_VP9`. */
function hasCodec(head: string, kind: 'A' | 'V'): boolean {
  return new RegExp(`\\u0086[\\u0080-\\u00ff]${kind}_`).test(head)
}
