/** Programs that are run on files: found, held within limits, and ended. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Looker } from '../../src/blobs/look/looker.ts'
import { findPrograms, noPrograms } from '../../src/blobs/look/programs.ts'
import { Tools } from '../../src/blobs/look/tools.ts'
import { rememberingLog } from '../store/support.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { pdfFile } from '../support/media-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-tools-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

/** One that tells its number, and never ends. */
function endless(name: string): { readonly path: string; readonly number: () => number } {
  const told = join(folder, 'number')
  const path = program(name, `echo $$ > ${told}.new && mv ${told}.new ${told}\nexec /bin/sleep 600`)
  return { path, number: () => (existsSync(told) ? Number(readFileSync(told, 'utf8')) : 0) }
}

/** One that has ended may still stand in the list, until its parent has taken note. */
function isRunning(number: number): boolean {
  const stat = `/proc/${number}/stat`
  return existsSync(stat) && !readFileSync(stat, 'utf8').includes(') Z')
}

const limits = { words: [], seconds: 20, most: 100_000 }

describe('a program', () => {
  test('is looked for in whole folders of the path, and has to be one', async () => {
    const ffmpeg = program('ffmpeg', 'true')
    writeFileSync(join(folder, 'pdftoppm'), 'not to be run')
    expect(await findPrograms(`:.:/nowhere:${folder}`)).toEqual({ ...noPrograms, ffmpeg })
  })

  test('sees nothing of the environment of the server', async () => {
    const tools = new Tools(await findPrograms('/usr/bin'), 20)
    const answer = await tools.answer({ ...limits, program: '/usr/bin/env' })
    expect(answer.toString()).toBe('LC_ALL=C\n')
  })

  test('that fails, or is not there, is told', async () => {
    const tools = new Tools(noPrograms, 20)
    await expect(tools.answer({ ...limits, program: program('no', 'exit 3') })).rejects.toThrow('failed (3)')
    await expect(tools.answer({ ...limits, program: join(folder, 'nothing') })).rejects.toThrow('ENOENT')
    await expect(tools.answer({ ...limits, program: null })).rejects.toThrow('no program')
  })

  test('that says too much is ended', async () => {
    const tools = new Tools(noPrograms, 20)
    const talker = program('talker', 'while true; do echo more and more and more; done')
    await expect(tools.answer({ ...limits, program: talker })).rejects.toThrow('failed (ended)')
  })

  test('that takes too long is ended; once all time is used up none is begun', async () => {
    const { path, number } = endless('slow')
    const tools = new Tools(noPrograms, 1)
    await expect(tools.answer({ ...limits, program: path })).rejects.toThrow('failed (ended)')
    expect(isRunning(number())).toBe(false)
    await expect(tools.answer({ ...limits, program: path })).rejects.toThrow('no time')
  })

  test('takes no more of the machine than it may', async () => {
    const tools = new Tools(await findPrograms('/usr/bin'), 20)
    const answer = await tools.answer({
      ...limits,
      program: program('limits', 'ulimit -v; ulimit -t; ulimit -c'),
    })
    expect(answer.toString()).toBe(`${Math.floor(1_500_000_000 / 1024)}\n20\n0\n`)
  })
})

test('whoever is given up takes along what they have begun', async () => {
  const { path, number } = endless('pdftoppm')
  const clock = new ManualClock()
  const looker = new Looker({ clock, log: rememberingLog(), programs: { ...noPrograms, pdftoppm: path } })
  const { buffer } = pdfFile('x.pdf', 'x')
  writeFileSync(join(folder, 'x.pdf'), buffer)
  const looked = looker.look(join(folder, 'x.pdf'), buffer.length)
  await expect.poll(number, { timeout: 10_000 }).toBeGreaterThan(0)
  expect(isRunning(number())).toBe(true)
  clock.advance(61_000)
  expect(await looked).toMatchObject({ type: 'application/octet-stream' })
  await expect.poll(() => isRunning(number())).toBe(false)
  looker.close()
})
