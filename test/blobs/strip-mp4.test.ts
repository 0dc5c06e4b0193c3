/** What a camera wrote into a film is taken out, and the film stays what it was, in the same places. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { strip } from '../../src/blobs/look/strip.ts'
import { hasMediaPrograms, toneFile, turnedVideoFile, videoFile } from '../support/media-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-strip-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function stripped(bytes: Buffer, type = 'video/mp4'): Promise<Buffer> {
  const path = join(folder, 'film')
  writeFileSync(path, bytes)
  await strip(path, type).catch(() => undefined)
  return readFileSync(path)
}

/** Of each packet of sound and pictures: when it is shown, where it lies, what is in it. */
function packetsOf(bytes: Buffer): string {
  const path = join(folder, 'packets')
  writeFileSync(path, bytes)
  const words = ['-v', 'error', '-show_packets', '-show_data_hash', 'md5', '-of', 'csv', path]
  return execFileSync('ffprobe', words, { encoding: 'utf8' })
}

const told = [
  ...['-metadata', 'location=+51.5000-000.1000/', '-metadata', 'make=Secret camera'],
  ...['-metadata', 'title=At home', '-metadata', 'creation_time=2024-05-06T07:08:09Z'],
]

function box(type: string, ...inside: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + inside.reduce((sum, { length }) => sum + length, 0))
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, ...inside])
}

const numbers = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, at) => bytes.writeUInt32BE(value, 4 * at))
  return bytes
}

/** One whose samples are two in a chunk, of these sizes, in chunks at these places. */
function track(handler: string, places: readonly number[], sizes: readonly number[]): Buffer {
  const table = box(
    'stbl',
    box('stsc', numbers(0, 1, 1, 2, 1)),
    box('stsz', numbers(0, 0, sizes.length, ...sizes)),
    box('stco', numbers(0, places.length, ...places)),
  )
  const kind = box('hdlr', numbers(0, 0), Buffer.from(handler), numbers(0, 0, 0))
  return box(
    'trak',
    box('tkhd', numbers(0, 77, 88)),
    box('mdia', box('mdhd', numbers(0, 77, 88)), kind, box('minf', table)),
  )
}

describe.runIf(hasMediaPrograms)('a film', { timeout: 60_000 }, () => {
  test.each([
    ['walk.mp4', 'video/mp4', []],
    ['walk.mov', 'video/quicktime', []],
    ['walk.mp4', 'video/mp4', ['-movflags', 'use_metadata_tags+faststart']],
    ['walk.mp4', 'video/mp4', ['-movflags', 'frag_keyframe+empty_moov']],
  ])('%s of %s (%j)', async (name, type, words) => {
    const { buffer } = videoFile(name, '320x240', [...told, ...words])
    expect(/\+51\.5000|loci/.test(buffer.toString('latin1'))).toBe(true)
    const without = await stripped(buffer, type)
    for (const word of ['+51.5000', 'loci', 'Secret camera', 'At home', 'Lavf'])
      expect(without.includes(word)).toBe(false)
    expect(without.length).toBe(buffer.length)
    expect(packetsOf(without)).toBe(packetsOf(buffer))
    const shown = ['-v', 'error', '-show_entries', 'format_tags', '-of', 'csv', join(folder, 'packets')]
    writeFileSync(join(folder, 'packets'), without)
    expect(execFileSync('ffprobe', shown, { encoding: 'utf8' })).not.toContain('2024')
    expect(await stripped(without, type)).toEqual(without)
  })

  test('of a sound alone too', async () => {
    const { buffer } = toneFile('said.m4a', 2, told)
    const without = await stripped(buffer, 'audio/x-m4a')
    expect(without.includes('At home')).toBe(false)
    expect(packetsOf(without)).toBe(packetsOf(buffer))
  })

  test('how it is to be turned is kept', async () => {
    const { buffer } = turnedVideoFile('turned.mp4')
    const path = join(folder, 'turned')
    writeFileSync(path, await stripped(buffer))
    const words = ['-v', 'error', '-show_entries', 'stream_side_data=rotation', '-of', 'csv=p=0', path]
    expect(execFileSync('ffprobe', words, { encoding: 'utf8' })).toContain('90')
  })

  test('cut off anywhere keeps its length', async () => {
    const { buffer } = videoFile('walk.mp4', '320x240', [...told, '-movflags', 'faststart'])
    for (let length = 0; length < buffer.length; length += Math.ceil(buffer.length / 60))
      expect((await stripped(buffer.subarray(0, length))).length).toBe(length)
  })
})

test('a track that tells where it went goes, with what it has among the pictures; the others stay', async () => {
  const start = box('ftyp', Buffer.from('mp42'))
  const content = Buffer.from('PICTURES place-one place-two MOREPICS place-three place-4')
  const at = (word: string) => start.length + 8 + content.indexOf(word)
  const film = Buffer.concat([
    start,
    box('mdat', content),
    box(
      'moov',
      box('mvhd', numbers(0, 77, 88)),
      track('vide', [at('PICTURES'), at('MOREPICS')], [4, 4, 4, 4]),
      track('meta', [at('place-one'), at('place-three')], [10, 9, 12, 7]),
      box('gps ', Buffer.from('51.5000')),
    ),
    box('XMP_', Buffer.from('51.5000')),
  ])
  const without = await stripped(film)
  expect(without.length).toBe(film.length)
  const words = without.toString('latin1')
  expect(words).toContain('PICTURES')
  expect(words).toContain('MOREPICS')
  expect(words).not.toMatch(/place|51\.5|gps |XMP_|meta/)
  expect(words.match(/vide/g)).toHaveLength(1)
  expect(words.match(/free/g)).toHaveLength(3)
  expect(without.includes(numbers(77))).toBe(false)
})

test('a track that says its samples lie elsewhere clears nothing there', async () => {
  const start = box('ftyp', Buffer.from('mp42'))
  const film = Buffer.concat([
    start,
    box('mdat', Buffer.from('PICTURES')),
    box('moov', track('meta', [0, 4_000_000_000], [8, 8, 100, 100])),
  ])
  const without = await stripped(film)
  expect(without.subarray(0, start.length + 16)).toEqual(film.subarray(0, start.length + 16))
  expect(without.length).toBe(film.length)
})

test('what is no film, though it is made of boxes, stays as it is', async () => {
  const picture = Buffer.concat([
    box('ftyp', Buffer.from('avif')),
    box('meta', Buffer.from('needed')),
    box('mdat'),
  ])
  expect(await stripped(picture)).toEqual(picture)
})
