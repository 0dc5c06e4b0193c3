/** What becomes of bytes when something goes otherwise than it should. */
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DiskBlobs } from '../../src/blobs/disk.ts'
import { Incoming, TooMuchError } from '../../src/blobs/incoming.ts'
import { UploadBytes } from '../../src/blobs/uploads.ts'
import type { UploadId } from '../../src/core/types.ts'
import { rememberingLog } from '../store/support.ts'
import { ManualClock } from '../support/manual-clock.ts'

const digest = 'a'.repeat(64)
const id = 'one' as UploadId
let folder: string
let others: boolean
let bytes: UploadBytes

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-bytes-'))
  others = false
  bytes = new UploadBytes({
    incoming: new Incoming(join(folder, 'coming')),
    blobs: new DiskBlobs(folder),
    scanner: {
      refusal: () => Promise.resolve(null),
      greet: () => Promise.resolve(),
      counters: () => ({ clean: 0, infected: 0, tooLarge: 0, failed: 0 }),
      close: () => undefined,
    },
    looker: {
      look(path) {
        writeFileSync(`${path}.480.webp`, 'small')
        const picture = {
          width: 900,
          height: 900,
          preview: null,
          thumbnails: [480],
          duration: null,
          waveform: null,
        }
        return Promise.resolve({ digest, size: 5, type: 'image/png', ...picture })
      },
      close: () => undefined,
    },
    types: () => [],
    store: {
      removeUnsaid: () => Promise.resolve(),
      gone: () => Promise.resolve([]),
      isShown: () => Promise.resolve(others),
      forget: () => Promise.resolve(),
    },
    clock: new ManualClock(),
    log: rememberingLog(),
    unsaidMs: () => 1000,
  })
  await bytes.open()
})
afterEach(async () => {
  await bytes.close()
  rmSync(folder, { recursive: true, force: true })
})

function files(): readonly string[] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map(({ name }) => name)
}

async function bring(ok: boolean): Promise<void> {
  await bytes.receive({ id, size: 5 }, Readable.from([Buffer.from('hello')]), 0)
  const fault = { code: 'no-such-upload', details: {} } as const
  const told = ok ? ({ ok, result: 'said' } as const) : ({ ok, fault } as const)
  expect(await bytes.keep({ id, size: 5 }, () => Promise.resolve(told))).toEqual(told)
}

test('what is refused in the end leaves nothing', async () => {
  await bring(false)
  expect(files()).toEqual([])
})

test('unless another upload has the same content', async () => {
  await bring(true)
  expect(files().toSorted()).toEqual([digest, `${digest}.480.webp`])
  others = true
  await bring(false)
  expect(files().toSorted()).toEqual([digest, `${digest}.480.webp`])
})

test('what is given up takes along what was made of it on the way', async () => {
  await bytes.receive({ id, size: 5 }, Readable.from([Buffer.from('he')]), 0)
  writeFileSync(join(folder, 'coming', `${id}.480.webp`), 'left by a process that was killed')
  writeFileSync(join(folder, 'coming', 'one-more'), 'of somebody else')
  await bytes.discard({ id })
  expect(files()).toEqual(['one-more'])
})

test('more than was announced is refused, and what came before is kept', async () => {
  await bytes.receive({ id, size: 5 }, Readable.from([Buffer.from('he')]), 0)
  const more = Readable.from([Buffer.from('ll'), Buffer.from('too much')])
  await expect(bytes.receive({ id, size: 5 }, more, 2)).rejects.toThrow(TooMuchError)
  expect(await bytes.received({ id, size: 5 })).toBeLessThanOrEqual(4)
})

test('what another server has cleared away is found by its age', async () => {
  await bytes.receive({ id, size: 5 }, Readable.from([Buffer.from('12')]), 0)
  const old = join(folder, 'coming', 'long-gone')
  writeFileSync(old, 'rest')
  utimesSync(old, 1_600_000_000, 1_600_000_000)
  await bytes.sweep()
  expect(readdirSync(join(folder, 'coming'))).toEqual([id])
})
