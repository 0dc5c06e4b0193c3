/** The same with ClamAV's own clamd, as Debian has it. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Scanner } from '../../src/blobs/scan/scanner.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { rememberingLog } from '../store/support.ts'
import { Clamd, hasClamd, poison, wholePoison } from '../support/clamd.ts'

const mebibyte = 1024 * 1024

describe.runIf(hasClamd)('with clamd (clamav-daemon: scripts/setup)', { timeout: 60_000 }, () => {
  let clamd: Clamd
  let folder: string
  let scanner: Scanner
  const log = rememberingLog()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parlance-scan-'))
    clamd = await Clamd.start(['StreamMaxLength 8M', 'MaxFileSize 4M', 'AlertExceedsMax yes'])
    const settings = { clamd: clamd.place, seconds: 60, unscanned: 'refuse' as const }
    scanner = new Scanner({ clock: createSystemClock(), log, settings: () => settings })
  }, 60_000)

  afterAll(async () => {
    scanner.close()
    await clamd.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function refusalOf(bytes: Buffer): ReturnType<Scanner['refusal']> {
    const path = join(folder, 'file')
    writeFileSync(path, bytes)
    return scanner.refusal(path, bytes.length)
  }

  test('its version is in the log', async () => {
    await scanner.greet()
    expect(log.lines.at(-1)).toMatchObject({ level: 'info', message: 'files are scanned' })
    expect(log.lines.at(-1)?.fields['version']).toMatch(/^ClamAV \d+\.\d+\.\d+/)
  })

  test('a file in which nothing is found is clean', async () => {
    expect(await refusalOf(randomBytes(3 * mebibyte))).toBe(null)
  })

  test.each([
    ['that is known as a whole', Buffer.from(wholePoison), 'Test.Whole.UNOFFICIAL'],
    [
      'with something deep inside',
      Buffer.concat([randomBytes(2 * mebibyte), Buffer.from(poison), randomBytes(mebibyte)]),
      'Test.Part.UNOFFICIAL',
    ],
  ])('one %s is refused by its name', async (_, bytes, signature) => {
    expect(await refusalOf(bytes)).toEqual({ code: 'upload-infected', details: { signature } })
  })

  test('what is more than it takes is refused for that, every time', async () => {
    for (let time = 0; time < 6; time += 1)
      expect(await refusalOf(randomBytes(9 * mebibyte + time * 300_000))).toMatchObject({
        code: 'upload-too-large-to-scan',
        details: { limit: 'StreamMaxLength' },
      })
    expect(await refusalOf(randomBytes(5 * mebibyte))).toMatchObject({
      code: 'upload-too-large-to-scan',
      details: { limit: 'MaxFileSize' },
    })
  })

  test('without it nothing is clean, and it is asked again when it is back', async () => {
    await clamd.goAway()
    expect(await refusalOf(Buffer.from('clean'))).toEqual({ code: 'upload-not-scanned', details: {} })
    await clamd.comeBack()
    expect(await refusalOf(Buffer.from('clean'))).toBe(null)
  })
})
