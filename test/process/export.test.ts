/** `export` of a running server, and `import` into a new data folder that a server starts on, by the real commands. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { register, signIn } from '../door/line-client.ts'
import { freePort } from '../support/free-port.ts'
import { bringFile, broughtText } from './brought-file.ts'
import { useServerProcess } from './process-test.ts'
import { parlance, settings, startProcess } from './server-process.ts'

const place = useServerProcess()

const at = (...names: string[]) => join(place.folder, ...names)
const onPort = async () => [`http.port=${await freePort()}`]
const command = (verb: string, data: string, ...words: string[]) =>
  parlance([verb, ...settings(data), ...words]).end()

interface Line {
  readonly type: string
  readonly [name: string]: unknown
}

function linesOf(folder: string): Line[] {
  const written = readFileSync(join(folder, 'chat.jsonl'), 'utf8').trimEnd().split('\n')
  return written.map((line) => JSON.parse(line) as Line)
}

test('what was exported from a running server is a chat again elsewhere: people sign in, history and files are there', async () => {
  const http = await onPort()
  const { server, port } = await place.start(http)
  const address = await bringFile(`http://127.0.0.1:${http[0]?.split('=')[1]}`)
  const ben = await register(port, 'ben')
  await ben.ask('hello\u2028from ben', '[#general] ben: hello')
  await ben.ask('/pm ann "for you alone"', 'for you alone')
  ben.destroy()
  const exported = await command('export', place.data, '--passwords', at('out'))
  expect(exported).toMatchObject({ code: 0, stderr: '' })
  expect(exported.stdout).toBe(`exported: 2 users, 2 channels, 3 messages, 1 files in ${at('out')}\n`)
  expect(statSync(at('out', 'chat.jsonl')).mode & 0o777).toBe(0o600)
  server.signal('SIGTERM')
  expect((await server.end()).code).toBe(0)

  const imported = await command('import', at('new'), at('out'))
  expect(imported).toMatchObject({ code: 0, stderr: '' })
  expect(imported.stdout).toBe(`imported: 2 users, 2 channels, 3 messages, 1 files into ${at('new')}\n`)
  const again = await startProcess(at('new'), http)
  const file = await fetch(`http://127.0.0.1:${http[0]?.split('=')[1]}${address}`)
  expect(await file.text()).toBe(broughtText)
  const ann = await signIn(again.port, 'ann')
  await ann.ask('/history 10', '[#general] ben: hello')
  await ann.ask('/search alone', 'for you alone')
  ann.destroy()
  again.server.signal('SIGTERM')
  expect((await again.server.end()).code).toBe(0)
}, 60_000)

test('without --passwords nobody’s password comes along, and a file that is missing is told of', async () => {
  const http = await onPort()
  const { server } = await place.start(http)
  await bringFile(`http://127.0.0.1:${http[0]?.split('=')[1]}`)
  expect(await command('export', place.data, at('out'))).toMatchObject({ code: 0 })
  server.signal('SIGTERM')
  await server.end()
  expect(linesOf(at('out')).find(({ type }) => type === 'user')).toMatchObject({
    name: 'ann',
    password: null,
  })
  rmSync(at('out', 'uploads'), { recursive: true })
  const imported = await command('import', at('new'), at('out'))
  expect(imported).toMatchObject({ code: 0, stderr: expect.stringContaining('1 files are not in') })
}, 60_000)

test('what cannot be exported or imported is told of in one line, and nothing is left behind', async () => {
  const { server } = await place.start()
  writeFileSync(at('chat.jsonl'), '{"type":"export","format":1}\n{"type":"user"}\n')
  for (const [verb, data, folder, reason] of [
    ['export', place.data, place.folder, 'is not empty'],
    ['export', at('nothing'), at('out'), 'there is no database at'],
    ['import', at('new'), at('nowhere'), 'chat.jsonl is missing'],
    ['import', at('new'), place.folder, 'line 2: "id"'],
    ['import', place.data, place.folder, 'is in use by another server'],
  ] as const) {
    const ended = await command(verb, data, folder)
    expect(ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(reason) })
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  }
  expect(() => statSync(at('new', 'parlance.sqlite'))).toThrow(/ENOENT/)
  server.signal('SIGTERM')
  expect((await server.end()).code).toBe(0)
}, 60_000)
