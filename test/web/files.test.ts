/** What the client makes of files: how they are shown, how much room they take, what their answers mean. */
import { describe, expect, test } from 'vitest'
import type { WireUpload } from '../../src/protocols/api/wire.ts'
import { isPassing, wireFault } from '../../web/src/bringing/answers.ts'
import { LeftWays } from '../../web/src/bringing/left-ways.ts'
import { lineOf } from '../../web/src/files/file-text.ts'
import { isPicture, kindOf } from '../../web/src/files/kind.ts'
import { filesHeight, pictureBox, textHeight, videoBox } from '../../web/src/files/layout.ts'
import { sizeText } from '../../web/src/files/size-text.ts'
import { timeText } from '../../web/src/files/time-text.ts'
import { typeName } from '../../web/src/files/type-name.ts'
import { beginningOf, calm, languageOf } from '../../web/src/files/written.ts'
import { englishWords } from '../../web/src/words/words.ts'

function upload(name: string, type: string, [width, height]: readonly number[] = []): WireUpload {
  const thumbnails = width === undefined ? [] : [{ width, address: `/files/${name}/small/${width}` }]
  const size = { width: width ?? null, height: height ?? null }
  return {
    address: `/files/${name}`,
    name,
    size: 10,
    type,
    ...size,
    preview: null,
    thumbnails,
    duration: null,
    waveform: null,
  }
}

/** Of one by itself. */
function high(shown: WireUpload, width = 700): number {
  return filesHeight([shown], width) - 4
}

function boxOf(width: number, height: number) {
  const picture = upload('x.png', 'image/png', [width, height])
  return isPicture(picture) ? pictureBox(picture) : null
}

describe('a file', () => {
  test('is shown by what the server found it to be, not by its name', () => {
    expect(kindOf(upload('x.png', 'image/png', [10, 10]))).toBe('picture')
    expect(kindOf(upload('x.png', 'text/plain'))).toBe('file')
    expect(kindOf(upload('x.png', 'image/png'))).toBe('file')
    expect(kindOf(upload('x', 'audio/wav'))).toBe('sound')
    expect(kindOf(upload('x', 'video/webm'))).toBe('video')
  })

  test('stands for a message without a text, where there is one line for it', () => {
    const uploads = [upload('hill.jpg', 'image/jpeg', [9, 9]), upload('notes.txt', 'text/plain')]
    expect(lineOf({ text: '', uploads }, englishWords)).toBe('Picture: hill.jpg, File: notes.txt')
    expect(lineOf({ text: 'look', uploads }, englishWords)).toBe('look')
  })

  test.each([
    ['notes.txt', 'text/plain', 'TXT'],
    ['archive.tar.gz', 'application/gzip', 'GZ'],
    ['README', 'application/pdf', 'PDF'],
    ['README', 'application/octet-stream', null],
  ])('%s, %s: is called %s', (name, type, expected) => {
    expect(typeName(name, type)).toBe(expected)
  })

  test('is as large as people read it', () => {
    expect([0, 1, 1023].map((size) => sizeText(size, 'en'))).toEqual(['0 bytes', '1 byte', '1,023 bytes'])
    expect(sizeText(1536, 'en')).toBe('1.5 kB')
    expect(sizeText(100 * 1024 * 1024, 'en')).toBe('100 MB')
  })
})

describe('what is written in a file', () => {
  test('has lines that end in one way, and nothing in it changes how others are shown', () => {
    expect(calm('a\r\nb\rc\n\n\td')).toBe('a\nb\nc\n\n\td')
    expect(calm('\u001b[31mred\u0000')).toBe('␛[31mred␀')
    expect(calm('if (admin\u202e) {')).toBe('if (admin\ufffd) {')
    expect(calm('שלום, 世界 👍🏽')).toBe('שלום, 世界 👍🏽')
  })

  test('begins with whole lines: twenty at most, long ones cut', () => {
    const many = Array.from({ length: 30 }, (_, at) => `${at}`)
    expect(beginningOf(many.join('\n'), true)).toBe(many.slice(0, 20).join('\n'))
    expect(beginningOf('one\ntwo\nthr', false)).toBe('one\ntwo')
    expect(beginningOf('one\ntwo\nthr', true)).toBe('one\ntwo\nthr')
    expect(beginningOf('x'.repeat(1000), false)).toBe(`${'x'.repeat(300)}…`)
    expect(beginningOf(`${'x'.repeat(299)}👍`, true)).toBe(`${'x'.repeat(299)}…`)
  })

  test.each([
    ['main.TS', 'ts'],
    ['a.b.hpp', 'hpp'],
    ['notes.txt', ''],
    ['Makefile', ''],
  ])('has the colours of its ending: %s', (name, expected) => {
    expect(languageOf(name)).toBe(expected)
  })

  test('has its room before it is there, by its size', () => {
    const sized = (size: number) => textHeight({ ...upload('notes.txt', 'text/plain'), size })
    expect([10, 300, 5000].map(sized)).toEqual([106, 196, 340])
    expect(filesHeight([upload('notes.txt', 'text/plain')], 700)).toBe(106 + 4)
  })
})

describe('the room of pictures', () => {
  test('is known by their size: never larger than they are, cut where they are very tall or very wide', () => {
    expect(boxOf(900, 600)).toEqual({ width: 400, ratio: 1.5 })
    expect(boxOf(200, 100)).toEqual({ width: 200, ratio: 2 })
    expect(boxOf(300, 3000)).toEqual({ width: 144, ratio: 0.45 })
    expect(boxOf(4000, 100)).toEqual({ width: 400, ratio: 4 })
    expect(boxOf(1, 1)).toEqual({ width: 48, ratio: 1 })
  })

  test('shrinks with the page, and is that of tiles for several', () => {
    const picture = upload('x.png', 'image/png', [900, 600])
    expect(filesHeight([picture], 700)).toBeCloseTo(400 / 1.5 + 4)
    expect(filesHeight([picture], 300)).toBeCloseTo(200 + 4)
    expect(filesHeight([picture, picture], 700)).toBe(198 + 4)
    expect(filesHeight([picture, picture, picture, picture], 700)).toBe(2 * 198 + 4 + 4)
    expect(filesHeight([], 700)).toBe(0)
  })
})

describe('the room of what is played or read elsewhere', () => {
  test('is that of its shape for a video, which is large enough for its buttons', () => {
    expect(high(upload('x.mp4', 'video/mp4', [1920, 1080]))).toBeCloseTo(225)
    expect(high(upload('x.mp4', 'video/mp4', [160, 90]), 300)).toBeCloseTo(300 / (16 / 9))
    expect(videoBox({ width: 720, height: 1280 })).toEqual({ width: 180, ratio: 0.5625 })
    expect(high(upload('x.mp4', 'video/mp4'))).toBeCloseTo(225)
  })

  test('is the same for every sound and card, with a page or without', () => {
    expect(high(upload('x.mp3', 'audio/mpeg'))).toBe(88)
    expect(high(upload('x.zip', 'application/zip'))).toBe(56)
    expect(high(upload('x.pdf', 'application/pdf', [848, 1200]))).toBe(216)
  })

  test.each([
    [0, '0:00'],
    [4.6, '0:05'],
    [65, '1:05'],
    [3723, '1:02:03'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(timeText(seconds)).toBe(text)
  })
})

describe('an answer to a piece of a file', () => {
  test('passes by itself where the server is busy or away, and not where it refuses', () => {
    expect([0, 423, 429, 500, 503].map(isPassing)).toEqual([true, true, true, true, true])
    expect([400, 401, 403, 404, 413, 507].map(isPassing)).toEqual([false, false, false, false, false, false])
  })

  test('is the fault in it, or that of something in between', () => {
    expect(wireFault('{"code":"uploads-off","message":"no","details":{}}', 403)).toMatchObject({
      code: 'uploads-off',
      message: 'no',
    })
    expect(wireFault('<html>', 413).code).toBe('HTTP 413')
    expect(wireFault('null', 403).code).toBe('HTTP 403')
  })
})

test('a file that is chosen again goes on where it was, two at once of the same go two ways', async () => {
  const ways = new LeftWays(shelf(), 'ada/c')
  const upload = {
    size: 1,
    metadata: {},
    creationTime: '',
    urlStorageKey: '',
    uploadUrl: '/api/uploads/1',
    parallelUploadUrls: null,
  }
  const before = new LeftWays(shelf(), 'ada/c')
  expect(await before.findUploadsByFingerprint('f')).toEqual([])
  const key = await ways.addUpload('f', upload)
  expect(await ways.findUploadsByFingerprint('f')).toEqual([])
  await ways.removeUpload(key)
  expect(await ways.findUploadsByFingerprint('f')).toEqual([])
  const kept = shelf()
  await new LeftWays(kept, 'ada/c').addUpload('f', upload)
  const anew = new LeftWays(kept, 'ada/c')
  expect(await anew.findUploadsByFingerprint('f')).toMatchObject([{ uploadUrl: '/api/uploads/1' }])
  expect(await anew.findUploadsByFingerprint('f')).toEqual([])
  expect(await new LeftWays(kept, 'bob/c').findUploadsByFingerprint('f')).toEqual([])
})

function shelf(): Storage {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    key: () => null,
    get length() {
      return items.size
    },
  }
}
