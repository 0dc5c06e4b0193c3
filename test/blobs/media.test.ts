/** What videos, sounds and documents tell of themselves, and that no file makes the programs that look into them do anything else. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Looker } from '../../src/blobs/look/looker.ts'
import { lookAtMedia } from '../../src/blobs/look/media.ts'
import { findPrograms, noPrograms, type Programs } from '../../src/blobs/look/programs.ts'
import type { Findings } from '../../src/blobs/look/protocol.ts'
import { Tools } from '../../src/blobs/look/tools.ts'
import { rememberingLog } from '../store/support.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { soundFile, type MadeFile } from '../support/made-files.ts'
import {
  hasMediaPrograms,
  madeByFfmpeg,
  pdfFile,
  toneFile,
  turnedVideoFile,
  videoFile,
} from '../support/media-files.ts'

let folder: string
let looker: Looker
let programs: Programs
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-seen-'))
  programs = await findPrograms('/usr/bin')
  looker = new Looker({ clock: new ManualClock(), log: rememberingLog(), programs })
})
afterAll(() => {
  looker.close()
  rmSync(folder, { recursive: true, force: true })
})

function kept(name: string, bytes: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

function look({ name, buffer }: MadeFile, by = looker): Promise<Findings> {
  return by.look(kept(name, buffer), buffer.length)
}

async function formOf(name: string, width: number) {
  const form = await sharp(join(folder, `${name}.${width}.webp`)).metadata()
  return [form.format, form.width, form.height]
}

function heights({ waveform }: Findings): readonly number[] {
  return [...Buffer.from(waveform ?? '', 'base64')]
}

describe.runIf(hasMediaPrograms)('a video', { timeout: 60_000 }, () => {
  test.each(['walk.mp4', 'walk.mov', 'walk.webm', 'walk.mkv', 'walk.avi'])(
    '%s tells its size, its length and one of its frames',
    async (name) => {
      const found = await look(videoFile(name))
      expect(found).toMatchObject({ width: 320, height: 240, thumbnails: [320], waveform: null })
      expect(found.type).toMatch(/^video\//)
      expect(Math.abs((found.duration ?? 0) - 2000)).toBeLessThan(150)
      expect(await formOf(name, 320)).toEqual(['webp', 320, 240])
      const tiny = await sharp(Buffer.from(found.preview ?? '', 'base64')).metadata()
      expect([tiny.format, tiny.width]).toEqual(['webp', 16])
    },
  )

  test('is as it is shown: turned by the camera, and stretched', async () => {
    expect(await look(turnedVideoFile('turned.mp4'))).toMatchObject({
      width: 240,
      height: 320,
      thumbnails: [240],
    })
    expect(await formOf('turned.mp4', 240)).toEqual(['webp', 240, 320])
    const wide = videoFile('wide.mp4', '320x240', ['-vf', 'setsar=2'])
    expect(await look(wide)).toMatchObject({ width: 640, height: 240, thumbnails: [480, 640] })
    expect(await formOf('wide.mp4', 640)).toEqual(['webp', 640, 240])
  })

  test('larger than any screen has forms as a picture of that size has', async () => {
    const large = videoFile('large.mp4', '2560x1440', ['-t', '0.3'])
    expect(await look(large)).toMatchObject({ width: 2560, height: 1440, thumbnails: [480, 960, 1920] })
    expect(await formOf('large.mp4', 1920)).toEqual(['webp', 1920, 1080])
  })

  test('whose length stands nowhere, as browsers record it, is measured', async () => {
    const found = await look(videoFile('recorded.webm', '320x240', ['-live', '1']))
    expect(Math.abs((found.duration ?? 0) - 2000)).toBeLessThan(150)
  })

  test('with too many pixels is not decoded', async () => {
    const many = ['-f', 'lavfi', '-i', 'color=s=9000x5000:d=0.1:r=10', '-c:v', 'mjpeg']
    const found = await look({ name: 'bomb.mov', mimeType: '', buffer: madeByFfmpeg('bomb.mov', many) })
    expect(found).toMatchObject({ type: 'video/quicktime', thumbnails: [], preview: null })
  })

  test('with words below it is what it is without', async () => {
    const words = kept('words.srt', '1\n00:00:00,000 --> 00:00:01,000\nhello\n')
    const film = videoFile('told.mp4', '320x240', [
      '-f',
      'srt',
      '-i',
      words,
      '-map',
      '0',
      '-map',
      '2',
      '-c:s',
      'mov_text',
    ])
    expect(await look(film)).toMatchObject({ width: 320, thumbnails: [320] })
  })

  test('that needs a decoder which hardly anybody needs is not decoded', async () => {
    const film = videoFile('old.avi', '320x240', ['-c:v', 'cinepak', '-t', '0.3'])
    expect(await look(film)).toMatchObject({ type: 'video/vnd.avi', thumbnails: [], preview: null })
  })

  test('cut off anywhere is a file of its kind, with as much as is known of it', async () => {
    const { buffer } = videoFile('whole.webm')
    for (const part of [0.02, 0.3, 0.7]) {
      const cut = buffer.subarray(0, Math.round(buffer.length * part))
      expect(await look({ name: 'cut.webm', mimeType: '', buffer: cut })).toMatchObject({
        size: cut.length,
        waveform: null,
      })
    }
  })
})

describe.runIf(hasMediaPrograms)('a sound', { timeout: 60_000 }, () => {
  test.each(['tone.mp3', 'tone.ogg', 'tone.opus', 'tone.flac', 'tone.wav', 'tone.m4a'])(
    '%s tells its length, and how loud it is over its time',
    async (name) => {
      const found = await look(toneFile(name))
      expect(found).toMatchObject({ width: null, height: null, thumbnails: [] })
      expect(found.type).toMatch(/^audio\//)
      expect(Math.abs((found.duration ?? 0) - 4000)).toBeLessThan(150)
      const peaks = heights(found)
      expect(peaks).toHaveLength(64)
      expect(Math.max(...peaks.slice(2, 30))).toBeLessThan(60)
      expect(Math.min(...peaks.slice(34, 62))).toBeGreaterThan(200)
    },
  )

  test('that lies where videos lie, as browsers record it, is a sound with a length', async () => {
    const words = ['-c:a', 'libopus', '-f', 'webm', '-live', '1']
    const found = await look(toneFile('said.weba', 4, words))
    expect(found).toMatchObject({ type: 'audio/webm', width: null })
    expect(Math.abs((found.duration ?? 0) - 4000)).toBeLessThan(150)
    expect(heights(found)).toHaveLength(64)
  })

  test.each(['said.mov', 'said.mp4'])('in %s too', async (name) => {
    const found = await look(toneFile(name, 2, ['-c:a', 'aac']))
    expect(found).toMatchObject({ type: 'audio/mp4', width: null })
    expect(heights(found)).toHaveLength(64)
  })

  test('with the picture of its record is no video', async () => {
    const cover = kept(
      'cover.png',
      await sharp({ create: { width: 90, height: 90, channels: 3, background: '#a33' } })
        .png()
        .toBuffer(),
    )
    const words = ['-i', cover, '-map', '0', '-map', '1', '-disposition:v', 'attached_pic', '-c:v', 'copy']
    const found = await look(toneFile('record.mp3', 2, words))
    expect(found).toMatchObject({ type: 'audio/mpeg', width: null, thumbnails: [] })
    expect(heights(found)).toHaveLength(64)
  })

  test('of nothing but silence has a flat one, and the shortest has one too', async () => {
    const silence = madeByFfmpeg('silence.wav', ['-f', 'lavfi', '-i', 'anullsrc=d=1'])
    expect(heights(await look({ name: 'silence.wav', mimeType: '', buffer: silence }))).toEqual(
      Array(64).fill(0),
    )
    expect(heights(await look(toneFile('short.wav', 0.02)))).toHaveLength(64)
  })
})

describe.runIf(hasMediaPrograms)('a document', { timeout: 60_000 }, () => {
  test('shows its first page, of at most so many pixels whatever its size on paper is', async () => {
    expect(await look(pdfFile('plan.pdf', 'The plan'))).toMatchObject({
      type: 'application/pdf',
      width: 848,
      height: 1200,
      thumbnails: [480, 848],
    })
    expect(await formOf('plan.pdf', 848)).toEqual(['webp', 848, 1200])
    const huge = await look(pdfFile('huge.pdf', 'Wide', [14_400, 7200]))
    expect(huge).toMatchObject({ width: 1200, height: 600 })
  })

  test('that is broken is a file', async () => {
    const { buffer } = pdfFile('broken.pdf', 'Gone')
    const found = await look({ name: 'broken.pdf', mimeType: '', buffer: buffer.subarray(0, 60) })
    expect(found).toMatchObject({ type: 'application/pdf', width: null, thumbnails: [] })
  })
})

function secret(): string {
  return kept('secret.mp4', videoFile('secret.mp4').buffer)
}

describe.runIf(hasMediaPrograms)('a list of other files', { timeout: 60_000 }, () => {
  const lists: Readonly<Record<string, () => string>> = {
    'for streams': () => `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://${secret()}\n#EXT-X-ENDLIST\n`,
    'to be joined': () => `ffconcat version 1.0\nfile ${secret()}\n`,
  }
  const kinds = [
    'video/mp4',
    'video/webm',
    'video/ogg',
    'video/vnd.avi',
    'video/mp2t',
    'audio/mpeg',
    'audio/wav',
  ]

  test.each(Object.keys(lists))('%s is a text, and as anything else it leads nowhere', async (kind) => {
    const text = lists[kind]?.() ?? ''
    const found = await look({ name: 'list.m3u8', mimeType: '', buffer: Buffer.from(text) })
    expect(found).toMatchObject({ type: 'text/plain', width: null, duration: null })
    for (const type of kinds) {
      const seen = await lookAtMedia(kept('list', text), type, new Tools(programs, 20)).catch(() => null)
      expect(seen?.width ?? null).toBeNull()
      expect(seen?.thumbnails ?? []).toEqual([])
    }
    // It would have been read: what it leads to is a video that is shown.
    expect(await lookAtMedia(join(folder, 'secret.mp4'), 'video/mp4', new Tools(programs, 20))).toMatchObject(
      { width: 320 },
    )
  })
})

test('without programs all of them are files of their kind', async () => {
  const bare = new Looker({ clock: new ManualClock(), log: rememberingLog(), programs: noPrograms })
  for (const file of [soundFile('bare.wav'), pdfFile('bare.pdf', 'x')])
    expect(await look(file, bare)).toMatchObject({
      type: file.mimeType,
      width: null,
      thumbnails: [],
      duration: null,
      waveform: null,
    })
  expect(readdirSync(folder).filter((name) => name.startsWith('bare.') && name.endsWith('.webp'))).toEqual([])
  bare.close()
})
