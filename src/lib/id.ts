/** Time-ordered identifiers: 26 characters, 48 bits of milliseconds then 80 random bits, in Crockford's base 32 (the ULID layout). */
import { randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const pairs = Array.from(alphabet).flatMap((first) => Array.from(alphabet, (second) => first + second))
const shape = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/** Of the random bits, as two numbers that a double holds exactly. */
const halfBytes = 5
const halfEnd = 2 ** 40

/** Makes identifiers that sort by time, and within one millisecond in the order they were made. */
export function createIdMaker(now: () => number): <Id extends string>() => Id {
  let lastTime = -1
  let time = ''
  let high = 0
  let low = 0
  const draw = () => {
    const random = randomBytes(2 * halfBytes)
    // The first bit stays free, so that there is room to count up.
    high = Math.floor(random.readUIntBE(0, halfBytes) / 2)
    low = random.readUIntBE(halfBytes, halfBytes)
  }
  const next = () => {
    low += 1
    if (low < halfEnd) return
    low = 0
    high += 1
  }
  return <Id extends string>() => {
    const at = Math.max(now(), lastTime)
    if (at === lastTime) next()
    else {
      draw()
      time = encode(at, 10)
      lastTime = at
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made here: the caller names its kind
    return (time + encode(high, 8) + encode(low, 8)) as Id
  }
}

export function isId<Id extends string>(text: string): text is Id {
  return shape.test(text)
}

/** Of a number below 2^53, two characters at a time: this runs for every message. */
function encode(value: number, characters: number): string {
  let text = ''
  let rest = value
  for (let left = characters; left > 0; left -= 2) {
    text = (pairs[rest % pairs.length] ?? '') + text
    rest = Math.floor(rest / pairs.length)
  }
  return text
}
