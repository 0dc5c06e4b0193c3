/** `backup` of a running server and `restore` into an empty place, by the real commands. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { register, signIn } from '../door/line-client.ts'
import { readStored } from '../torture/stored.ts'
import { bringFile, broughtText } from './brought-file.ts'
import { ensureBuilt, parlance, startProcess, temporaryFolder } from './server-process.ts'

beforeAll(ensureBuilt)

test('a backup under load holds everything acknowledged before it, and a server starts on it', async () => {
  const folder = temporaryFolder()
  const [data, copy, place] = ['data', 'copy', 'restored'].map((name) => join(folder.path, name))
  if (data === undefined || copy === undefined || place === undefined) throw new Error('no place')
  const { server, port } = await startProcess(data)
  const ann = await register(port, 'ann')
  let said = 0
  ann.onLine = (line) => {
    if (line.startsWith('[#general] ann: ')) ann.say(`number ${(said += 1)}`)
  }
  ann.say('number 0')
  await ann.waitFor('[#general] ann: number 20')
  const backup = await parlance(['backup', '--set', `data=${data}`, copy]).end()
  expect(backup).toMatchObject({ code: 0, stderr: '' })
  expect(backup.stdout).toMatch(/^copied and verified: /)
  ann.onLine = null
  ann.destroy()
  server.signal('SIGTERM')
  expect((await server.end()).code).toBe(0)

  const refused = await parlance(['restore', '--set', `data=${data}`, copy]).end()
  expect(refused.code).toBe(1)
  expect(refused.stderr.trim().split('\n')).toHaveLength(1)
  const restored = await parlance(['restore', '--set', `data=${place}`, copy]).end()
  expect(restored).toMatchObject({ code: 0, stderr: '' })
  expect(readdirSync(place)).toContain('parlance.sqlite')

  const again = await startProcess(place)
  const { messages, integrity } = readStored(place)
  expect(integrity).toBe('ok')
  expect(messages.length).toBeGreaterThan(20)
  expect(messages.map(({ text }) => text)).toEqual(messages.map((_, index) => `number ${index}`))
  const back = await signIn(again.port, 'ann')
  await back.ask('/history 100', `[#general] ann: ${messages.at(-1)?.text}`)
  await back.ask('and on', '[#general] ann: and on')
  back.destroy()
  again.server.signal('SIGTERM')
  expect((await again.server.end()).code).toBe(0)
  folder.remove()
}, 60_000)

test('files that were said with messages are in the backup, and shown by the server that starts on it', async () => {
  const folder = temporaryFolder()
  const [data = '', copy = '', place = ''] = ['data', 'copy', 'restored'].map((name) =>
    join(folder.path, name),
  )
  const httpPort = await freePort()
  const at = `http://127.0.0.1:${httpPort}`
  const first = await startProcess(data, [`http.port=${httpPort}`])
  const address = await bringFile(at)
  const backup = await parlance(['backup', '--set', `data=${data}`, copy]).end()
  expect(backup.stdout).toMatch(/, 1 files in /)
  first.server.signal('SIGTERM')
  expect((await first.server.end()).code).toBe(0)

  const restored = await parlance(['restore', '--set', `data=${place}`, copy]).end()
  expect(restored).toMatchObject({ code: 0, stderr: '' })
  const again = await startProcess(place, [`http.port=${httpPort}`])
  const file = await fetch(at + address)
  expect(await file.text()).toBe(broughtText)
  again.server.signal('SIGTERM')
  expect((await again.server.end()).code).toBe(0)
  folder.remove()
}, 60_000)

test('a backup into a folder that is not empty, and a restore of what is no backup: one line, exit 1', async () => {
  const folder = temporaryFolder()
  const data = join(folder.path, 'data')
  const { server } = await startProcess(data)
  for (const words of [
    ['backup', data],
    ['restore', folder.path],
    ['restore', join(folder.path, 'nothing')],
  ]) {
    const [verb = '', where = ''] = words
    const into = verb === 'restore' ? join(folder.path, 'new') : data
    const ended = await parlance([verb, '--set', `data=${into}`, where]).end()
    expect(ended.code).toBe(1)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  }
  server.signal('SIGTERM')
  expect((await server.end()).code).toBe(0)
  folder.remove()
})
