/** Time-ordered identifiers: 26 characters, 48 bits of milliseconds then 80 random bits, in Crockford's base 32 (the ULID layout). */
import { randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const shape = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/** Makes identifiers that sort by time, and within one millisecond in the order they were made. */
export function createIdMaker(now: () => number): <Id extends string>() => Id {
  let lastTime = -1
  let random = 0n
  return <Id extends string>() => {
    const time = Math.max(now(), lastTime)
    random = time === lastTime ? random + 1n : BigInt(`0x${randomBytes(10).toString('hex')}`) >> 1n
    lastTime = time
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made here: the caller names its kind
    return encode((BigInt(time) << 80n) | random) as Id
  }
}

export function isId<Id extends string>(text: string): text is Id {
  return shape.test(text)
}

function encode(value: bigint): string {
  let text = ''
  for (let rest = value, left = 26; left > 0; left--, rest >>= 5n)
    text = alphabet.charAt(Number(rest & 31n)) + text
  return text
}
