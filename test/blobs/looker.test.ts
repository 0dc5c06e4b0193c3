/** When the process that looks into files is broken, or takes too long: the file is kept, and the next one is looked into. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Looker } from '../../src/blobs/look/looker.ts'
import { noPrograms } from '../../src/blobs/look/programs.ts'
import { rememberingLog } from '../store/support.ts'
import { ManualClock } from '../support/manual-clock.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-look-'))
  file = join(folder, 'file')
  writeFileSync(file, 'hello')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const digest = createHash('sha256').update('hello').digest('hex')
const unknown = {
  digest,
  size: 5,
  type: 'application/octet-stream',
  width: null,
  height: null,
  preview: null,
  thumbnails: [],
  duration: null,
  waveform: null,
}

function lookerOf(program: string, clock = new ManualClock()): Looker {
  const path = join(folder, 'program.mjs')
  writeFileSync(path, program)
  return new Looker({ clock, log: rememberingLog(), programs: noPrograms, entry: pathToFileURL(path) })
}

test('a file that breaks it is kept as nobody knows what, and the next one finds a new one', async () => {
  const looker = lookerOf(`process.on('message', () => process.abort())`)
  expect(await looker.look(file, 5)).toEqual(unknown)
  expect(await looker.look(file, 5)).toEqual(unknown)
  looker.close()
})

test('one that takes too long is ended', async () => {
  const clock = new ManualClock()
  const looker = lookerOf(`process.on('message', () => {})`, clock)
  const looked = looker.look(file, 5)
  await expect.poll(() => clock.waiting).toBe(1)
  clock.advance(61_000)
  expect(await looked).toEqual(unknown)
  looker.close()
})

test('it is ended when there is nothing to do, and started again', async () => {
  const clock = new ManualClock()
  const looker = new Looker({ clock, log: rememberingLog(), programs: noPrograms })
  expect(await looker.look(file, 5)).toEqual({ ...unknown, type: 'text/plain' })
  clock.advance(60_000)
  expect(await looker.look(file, 5)).toMatchObject({ type: 'text/plain' })
  looker.close()
})

test('what cannot be read is told', async () => {
  const looker = new Looker({ clock: new ManualClock(), log: rememberingLog(), programs: noPrograms })
  await expect(looker.look(join(folder, 'nothing'), 5)).rejects.toThrow(/ENOENT/)
  looker.close()
})
