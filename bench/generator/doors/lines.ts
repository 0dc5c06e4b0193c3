/** Lines that end in LF, as the doors without frames have them. */
import type { Heard } from './door.ts'

const lineFeed = 10

export function wholeLines(bytes: Buffer): number {
  return bytes.lastIndexOf(lineFeed) + 1
}

/** Calls `each` with where every line begins and where its LF stands. */
export function eachLine(bytes: Buffer, each: (start: number, end: number) => void): void {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(lineFeed, start)
    if (end === -1) return
    each(start, end)
    start = end + 1
  }
}

/** Collects what is heard. */
export class Collected implements Heard {
  readonly messages: Heard['messages'][number][] = []
  readonly refusals: string[] = []
  altered = 0
  answer = ''
}
