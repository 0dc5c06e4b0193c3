/** Which WebM files have nothing to see, by the beginning that browsers write. */
import { expect, test } from 'vitest'
import { isSoundAlone } from '../../src/blobs/look/webm.ts'

/** What names a codec, as it stands among what is said of a track. */
function codec(name: string): Buffer {
  return Buffer.concat([Buffer.from([0x83, 0x81, 0x02, 0x86, 0x80 + name.length]), Buffer.from(name)])
}

const head = Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84, ...Buffer.from('webm')])
const cluster = Buffer.from([0x1f, 0x43, 0xb6, 0x75, 0x01])

test('a track of sound alone is a sound; with one of pictures beside it, it is a video', () => {
  expect(isSoundAlone(Buffer.concat([head, codec('A_OPUS'), cluster]))).toBe(true)
  expect(isSoundAlone(Buffer.concat([head, codec('V_VP9'), cluster]))).toBe(false)
  expect(isSoundAlone(Buffer.concat([head, codec('A_OPUS'), codec('V_VP8'), cluster]))).toBe(false)
})

test('what comes in the tracks says nothing of them, and nothing at all is no sound', () => {
  expect(isSoundAlone(Buffer.concat([head, codec('A_OPUS'), cluster, codec('V_VP9')]))).toBe(true)
  expect(isSoundAlone(Buffer.concat([head, cluster, codec('A_OPUS')]))).toBe(false)
  expect(isSoundAlone(head)).toBe(false)
  expect(isSoundAlone(Buffer.alloc(0))).toBe(false)
})
