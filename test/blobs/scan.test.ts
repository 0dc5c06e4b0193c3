/** Files go to clamd and come to nobody before it has answered; whatever it does instead is not taken for a clean file. */
import { randomBytes } from 'node:crypto'
import {
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verdictOf } from '../../src/blobs/scan/answer.ts'
import { Scanner, type ScanSettings } from '../../src/blobs/scan/scanner.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { rememberingLog } from '../store/support.ts'
import { FakeClamd, marker, signature, type Trouble } from '../support/fake-clamd.ts'
import { ManualClock } from '../support/manual-clock.ts'

const notScanned = { code: 'upload-not-scanned', details: {} }
const mebibyte = 1024 * 1024
let folder: string
let clamd: FakeClamd
let log: ReturnType<typeof rememberingLog>
let scanner: Scanner

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-scan-'))
  clamd = await FakeClamd.onPort()
  scanner = scannerOf()
})
afterEach(async () => {
  scanner.close()
  await clamd.goAway()
  rmSync(folder, { recursive: true, force: true })
})

function scannerOf(more: Partial<ScanSettings> = {}, clock = createSystemClock()): Scanner {
  log = rememberingLog()
  const settings = { clamd: clamd.place, seconds: 60, unscanned: 'refuse' as const, ...more }
  return new Scanner({ clock, log, settings: () => settings })
}

function lines(): readonly (readonly [string, string])[] {
  return log.lines.map(({ level, message }) => [level, message])
}

function fileOf(bytes: Buffer | string): readonly [string, number] {
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  return [path, Buffer.byteLength(bytes)]
}

/** By this process, which has it open once (Linux). */
function bytesReadOf(path: string): number {
  const open = readdirSync('/proc/self/fd').find((fd) => isLinkTo(`/proc/self/fd/${fd}`, path))
  const state = readFileSync(`/proc/self/fdinfo/${open}`, 'utf8')
  return Number(/^pos:\s+(\d+)/m.exec(state)?.[1])
}

function isLinkTo(link: string, path: string): boolean {
  try {
    return readlinkSync(link) === path
  } catch {
    // It was closed meanwhile.
    return false
  }
}

describe('a file', () => {
  test.each([1, 4, 256 * 1024, 256 * 1024 + 1, 3_000_000])('of %d bytes comes as it is', async (length) => {
    const bytes = randomBytes(length)
    expect(await scanner.refusal(...fileOf(bytes))).toBe(null)
    expect(clamd.files).toHaveLength(1)
    expect(clamd.files[0]?.equals(bytes)).toBe(true)
    expect(scanner.counters()).toEqual({ clean: 1, infected: 0, tooLarge: 0, failed: 0 })
    await expect.poll(() => clamd.connections).toBe(0)
  })

  test('in which something is found is refused by its name', async () => {
    const file = fileOf(Buffer.concat([randomBytes(700_000), Buffer.from(marker), randomBytes(700_000)]))
    expect(await scanner.refusal(...file)).toEqual({ code: 'upload-infected', details: { signature } })
    expect(scanner.counters()).toMatchObject({ clean: 0, infected: 1 })
  })

  test('comes through a socket of the machine as well', async () => {
    const other = await FakeClamd.onSocket(join(folder, 'clamd.ctl'))
    const local = scannerOf({ clamd: other.place })
    expect(await local.refusal(...fileOf(marker))).toMatchObject({ code: 'upload-infected' })
    await other.goAway()
  })

  test('waits while clamd reads nothing, on disk and not in memory', async () => {
    clamd.trouble = { is: 'stall' }
    const brisk = await FakeClamd.onSocket(join(folder, 'brisk.ctl'))
    for (const each of [clamd, brisk]) each.isCurious = false
    const [path] = fileOf('')
    truncateSync(path, 96 * mebibyte)
    linkSync(path, `${path}.same`)
    const asked = scanner.refusal(path, 96 * mebibyte)
    // As long as all of it takes where it is read.
    expect(await scannerOf({ clamd: brisk.place }).refusal(`${path}.same`, 96 * mebibyte)).toBe(null)
    expect(bytesReadOf(path)).toBeGreaterThan(0)
    expect(bytesReadOf(path)).toBeLessThan(16 * mebibyte)
    clamd.release()
    expect(await asked).toBe(null)
    expect(clamd.received).toBe(96 * mebibyte)
    await brisk.goAway()
  })

  test('that is not there is nothing that clamd has to do with', async () => {
    await expect(scanner.refusal(join(folder, 'nothing'), 1)).rejects.toThrow(/ENOENT/)
    expect(scanner.counters().failed).toBe(0)
  })

  test('is not scanned without clamd in the configuration', async () => {
    expect(await scannerOf({ clamd: null }).refusal(...fileOf(marker))).toBe(null)
    expect(clamd.files).toEqual([])
  })
})

test('an answer may come in pieces', async () => {
  clamd.trouble = { is: 'drip' }
  expect(await scanner.refusal(...fileOf(marker))).toEqual({
    code: 'upload-infected',
    details: { signature },
  })
})

test('what clamd does not take whole is refused for that, though it goes in the middle', async () => {
  clamd.trouble = { is: 'limit', bytes: mebibyte }
  const bytes = randomBytes(20 * mebibyte)
  const limit = 'StreamMaxLength'
  for (const _ of [1, 2, 3, 4, 5])
    expect(await scanner.refusal(...fileOf(bytes))).toEqual({
      code: 'upload-too-large-to-scan',
      details: { size: bytes.length, limit },
    })
  expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { limit } })
  expect(scanner.counters()).toEqual({ clean: 0, infected: 0, tooLarge: 5, failed: 0 })
})

describe('a file is not taken for clean', () => {
  test.each<[string, Trouble]>([
    ['when clamd goes before it has come', { is: 'vanish', bytes: mebibyte }],
    ['when clamd goes without an answer', { is: 'hang-up' }],
    ['when clamd says nothing that is known', { is: 'says', text: 'OK, I suppose\0' }],
    ['when clamd says it of something else', { is: 'says', text: 'other: OK\0' }],
    ['when clamd says more than that', { is: 'says', text: 'stream: OK\nstream: X FOUND\0' }],
    ['when clamd says it cannot', { is: 'says', text: "stream: Can't allocate memory ERROR\0" }],
    ['when the answer is cut off', { is: 'says', text: 'stream: OK' }],
    ['when the answer is empty', { is: 'says', text: '\0' }],
    ['when the answer has no end', { is: 'says', text: 'stream: OK'.repeat(100_000) }],
    ['when the answer is no text', { is: 'says', text: '\u{fffd}\u0001\u001b[2J\0' }],
  ])('%s', async (_, trouble) => {
    clamd.trouble = trouble
    expect(await scanner.refusal(...fileOf(randomBytes(5 * mebibyte)))).toEqual(notScanned)
    expect(scanner.counters()).toMatchObject({ clean: 0, failed: 1 })
    // oxlint-disable-next-line no-control-regex -- looking for control characters is the purpose
    expect(String(log.lines[0]?.fields['err'])).not.toMatch(/[\u0000-\u001f]/)
    clamd.trouble = null
    expect(await scanner.refusal(...fileOf('clean'))).toBe(null)
  })

  test('when clamd is not there', async () => {
    await clamd.goAway()
    for (const _ of [1, 2]) expect(await scanner.refusal(...fileOf('clean'))).toEqual(notScanned)
    await clamd.comeBack()
    expect(await scanner.refusal(...fileOf('clean'))).toBe(null)
    expect(lines()).toEqual([
      ['error', 'files are not scanned: look at clamd, and at uploads.scan.clamd'],
      ['info', 'files are scanned again'],
    ])
    expect(log.lines[0]?.fields).toMatchObject({ err: 'clamd cannot be asked (ECONNREFUSED)' })
  })

  test.each<[string, Trouble]>([
    ['reads everything and is silent', { is: 'silence' }],
    ['reads nothing', { is: 'stall' }],
  ])('when clamd %s, after the time it has', async (_, trouble) => {
    clamd.trouble = trouble
    const clock = new ManualClock()
    const patient = scannerOf({ seconds: 5 }, clock)
    const asked = patient.refusal(...fileOf(randomBytes(20 * mebibyte)))
    await expect.poll(() => clamd.connections).toBe(1)
    clock.advance(4999)
    expect(patient.counters().failed).toBe(0)
    clock.advance(1)
    expect(await asked).toEqual(notScanned)
    expect(log.lines[0]?.fields).toMatchObject({
      err: 'clamd does not answer within 5 s (uploads.scan.seconds)',
    })
    clamd.release()
    await expect.poll(() => clamd.connections).toBe(0)
    expect(clock.waiting).toBe(0)
  })

  test('when the server stops meanwhile, and the log says nothing of that', async () => {
    clamd.trouble = { is: 'silence' }
    const asked = scanner.refusal(...fileOf('clean'))
    await expect.poll(() => clamd.files.length).toBe(1)
    scanner.close()
    expect(await asked).toEqual(notScanned)
    expect(await scanner.refusal(...fileOf('clean'))).toEqual(notScanned)
    expect(lines()).toEqual([])
  })
})

test('a large file has more time', async () => {
  clamd.trouble = { is: 'silence' }
  const clock = new ManualClock()
  const patient = scannerOf({ seconds: 5 }, clock)
  const asked = patient.refusal(fileOf('x')[0], 101 * mebibyte)
  await expect.poll(() => clock.waiting).toBe(1)
  clock.advance(9999)
  expect(clock.waiting).toBe(1)
  clock.advance(1)
  expect(await asked).toEqual(notScanned)
})

test('whoever wants it so keeps what could not be scanned, but not what is too large to be', async () => {
  const lenient = scannerOf({ unscanned: 'keep' })
  clamd.trouble = { is: 'hang-up' }
  expect(await lenient.refusal(...fileOf(marker))).toBe(null)
  expect(lenient.counters()).toMatchObject({ clean: 0, failed: 1 })
  clamd.trouble = { is: 'limit', bytes: 10 }
  expect(await lenient.refusal(...fileOf(marker))).toMatchObject({ code: 'upload-too-large-to-scan' })
  clamd.trouble = null
  expect(await lenient.refusal(...fileOf(marker))).toMatchObject({ code: 'upload-infected' })
})

describe('at a start the log tells', () => {
  test('which clamd is there, once, and what its limits must be', async () => {
    await scanner.greet()
    await scanner.greet()
    expect(lines()).toEqual([['info', 'files are scanned']])
    expect(log.lines[0]?.fields).toMatchObject({ clamd: clamd.place, version: 'ClamAV 0.0.0-fake' })
    expect(String(log.lines[0]?.fields['hint'])).toContain('StreamMaxLength')
  })

  test('that there is none', async () => {
    await clamd.goAway()
    await scanner.greet()
    expect(lines()).toMatchObject([['error', /^files are not scanned/]])
  })
})

describe('what clamd says', () => {
  test.each([
    ['stream: OK', { is: 'clean' }],
    ['stream: Eicar-Test-Signature FOUND', { is: 'infected', signature: 'Eicar-Test-Signature' }],
    ['stream: A name with FOUND in it FOUND', { is: 'infected', signature: 'A name with FOUND in it' }],
    ['stream: \u001b[31m\u202eX FOUND', { is: 'infected', signature: '[31mX' }],
    ['INSTREAM size limit exceeded. ERROR', { is: 'too-large', limit: 'StreamMaxLength' }],
    ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND', { is: 'too-large', limit: 'MaxFileSize' }],
    ['stream: Heuristics.Limits.Exceeded FOUND', { is: 'too-large', limit: 'MaxScanSize' }],
    ['stream: OK FOUND', { is: 'infected', signature: 'OK' }],
    [' stream: OK', { is: 'failed', why: 'clamd answered " stream: OK"' }],
    ['', { is: 'failed', why: 'clamd answered ""' }],
  ])('%j', (answer, verdict) => {
    expect(verdictOf(answer)).toEqual(verdict)
  })
})
