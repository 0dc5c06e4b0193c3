/** A database file that may be read and not written: the server must not start on it and fail at the first message. */
import { execFile } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { rememberingLog, temporaryFolder } from './support.ts'

const run = promisify(execFile)
const moduleUrl = new URL('../../src/store/open-store.ts', import.meta.url).href

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

/** Root may write anything, so the attempt is made as somebody else. */
const attempt = `
  const [file] = process.argv.slice(2)
  if (process.getuid() === 0) process.setuid(65534)
  const { openStore } = await import(${JSON.stringify(moduleUrl)})
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  await openStore({ file, log }).then(() => console.log('opened'), (error) => console.log(error.message))
  process.exit()`

it.each([0o755, 0o777])('refuses a file without rights to write, in a folder with mode %o', async (mode) => {
  const file = join(place.folder, 'parlance.sqlite')
  await (await openStore({ file, log: rememberingLog() })).close()
  const script = join(place.folder, 'attempt.mjs')
  writeFileSync(script, attempt)
  chmodSync(file, 0o444)
  chmodSync(place.folder, mode)
  const { stdout } = await run(process.execPath, [script, file])
  expect(stdout).toBe(`cannot open the database ${file}: there are no rights to write to it and its folder\n`)
})
