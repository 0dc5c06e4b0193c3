/** One process per data folder, whatever happens to the process. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DataInUseError, lockData } from '../../src/store/data-lock.ts'
import { temporaryFolder } from './support.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const moduleUrl = new URL('../../src/store/data-lock.ts', import.meta.url).href
const holding = `
  const { lockData } = await import(${JSON.stringify(moduleUrl)})
  try { globalThis.lock = lockData(process.argv[1]); console.log('held') } catch (error) { console.log(error.name, error.pid) }
  setInterval(() => undefined, 1000)`

async function holder() {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', holding, place.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { pid: child.pid, said: line.toString().trim(), kill }
}

it('refuses a second process and names the first', async () => {
  const first = await holder()
  expect(first.said).toBe('held')
  expect(() => lockData(place.folder)).toThrow(DataInUseError)
  expect(() => lockData(place.folder)).toThrow(new RegExp(`process ${first.pid}\\)`))
  const second = await holder()
  expect(second.said).toBe(`DataInUseError ${first.pid}`)
  await Promise.all([first.kill(), second.kill()])
})

it('leaves no lock behind after kill -9', async () => {
  const first = await holder()
  await first.kill()
  const lock = lockData(place.folder)
  expect(readFileSync(join(place.folder, 'server.pid'), 'utf8')).toBe(`${process.pid}\n`)
  lock.release()
})

it('can be taken again after it was released, and released twice', () => {
  const lock = lockData(place.folder)
  expect(() => lockData(place.folder)).toThrow(DataInUseError)
  lock.release()
  lock.release()
  expect(existsSync(join(place.folder, 'server.pid'))).toBe(false)
  lockData(place.folder).release()
})
