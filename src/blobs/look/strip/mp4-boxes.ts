/** The boxes of which an MP4 is made: four bytes of length, four of name, and what is in it. */

export interface Box {
  readonly type: string
  readonly at: number
  /** Of its length and name. */
  readonly head: number
  /** With the head. */
  readonly length: number
}

/**
 * Those that stand one after the other from `from` to `to`, as far as `bytes` has their heads. Throws when one reaches farther, or is
 * none.
 */
export function boxesIn(bytes: Buffer, from: number, to: number): readonly Box[] {
  const boxes: Box[] = []
  // QuickTime ends some lists with four zeros.
  for (let at = from; at + 8 <= Math.min(to, bytes.length);) {
    const box = boxAt(bytes, at, to)
    if (at + box.length > to || box.length < box.head) throw new Error('a box reaches beyond its end')
    boxes.push(box)
    at += box.length
  }
  return boxes
}

/** Whatever its length says. */
export function boxAt(bytes: Buffer, at: number, to: number): Box {
  const type = bytes.toString('latin1', at + 4, at + 8)
  const short = bytes.readUInt32BE(at)
  // 0: to the end; 1: the length follows, as it has more digits.
  if (short === 0) return { type, at, head: 8, length: to - at }
  if (short === 1) return { type, at, head: 16, length: Number(bytes.readBigUInt64BE(at + 8)) }
  return { type, at, head: 8, length: short }
}
