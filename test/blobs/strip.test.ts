/** What a camera wrote into a picture is taken out, and the picture stays what it was. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { strip } from '../../src/blobs/look/strip.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-strip-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function noise(): Sharp {
  const noisy = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width: 90, height: 60, channels: 3, background: 'white', noise: noisy } })
    .withExif({
      IFD0: { Model: 'Secret camera' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withIccProfile('srgb')
}

async function stripped(bytes: Buffer, type: string): Promise<Buffer> {
  const path = join(folder, 'picture')
  writeFileSync(path, bytes)
  await strip(path, type)
  return readFileSync(path)
}

const pixels = (bytes: Buffer) => sharp(bytes).autoOrient().raw().toBuffer()

test.each([
  ['image/jpeg', () => noise().jpeg()],
  ['image/jpeg', () => noise().jpeg({ progressive: true })],
  ['image/png', () => noise().png()],
  ['image/webp', () => noise().webp()],
  ['image/webp', () => noise().webp({ lossless: true })],
])('%s', async (type, picture) => {
  const bytes = await picture().toBuffer()
  expect(bytes.includes('Secret camera')).toBe(true)
  const without = await stripped(bytes, type)
  expect(without.includes('Secret camera')).toBe(false)
  const { exif, icc } = await sharp(without).metadata()
  expect([exif, icc !== undefined]).toEqual([undefined, true])
  expect((await pixels(without)).equals(await pixels(bytes))).toBe(true)
  expect(await stripped(without, type)).toEqual(without)
})

test.each([1, 3, 6, 8])('how a JPEG is to be turned (%d) is kept', async (orientation) => {
  const bytes = await noise().withMetadata({ orientation }).jpeg().toBuffer()
  const without = await stripped(bytes, 'image/jpeg')
  expect((await sharp(without).metadata()).orientation ?? 1).toBe(orientation)
  expect((await pixels(without)).equals(await pixels(bytes))).toBe(true)
})

test('what lies behind the end of a JPEG or a PNG goes: a film, another picture', async () => {
  const film = Buffer.from('ftypmp42 a film with a place in it')
  for (const [type, bytes] of [
    ['image/jpeg', await noise().jpeg().toBuffer()],
    ['image/png', await noise().png().toBuffer()],
  ] as const)
    expect((await stripped(Buffer.concat([bytes, film]), type)).includes('a film')).toBe(false)
})

test('texts in a PNG go', async () => {
  const bytes = await noise()
    .png()
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Somewhere</x:xmpmeta>')
    .toBuffer()
  expect((await stripped(bytes, 'image/png')).includes('Somewhere')).toBe(false)
})

test('whatever is cut off anywhere stays as it is, or becomes a whole picture', async () => {
  for (const [type, bytes] of [
    ['image/jpeg', await noise().jpeg().toBuffer()],
    ['image/png', await noise().png().toBuffer()],
    ['image/webp', await noise().webp().toBuffer()],
  ] as const)
    for (let length = 0; length < bytes.length; length += Math.ceil(bytes.length / 60)) {
      const cut = bytes.subarray(0, length)
      expect((await stripped(cut, type).catch(() => cut)).length).toBeLessThanOrEqual(length)
    }
})
