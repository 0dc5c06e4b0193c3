/** `parlance admin` from another shell: one-shot commands, JSON, exit codes, and who may open its socket. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { register } from '../door/line-client.ts'
import {
  ensureBuilt,
  parlance,
  startProcess,
  temporaryFolder,
  type Ended,
  type Running,
} from './server-process.ts'

const folder = temporaryFolder()
const data = join(folder.path, 'data')
let server: Running
let port: number

beforeAll(async () => {
  ensureBuilt()
  const started = await startProcess(data)
  server = started.server
  port = started.port
})

afterAll(async () => {
  await server.kill()
  folder.remove()
})

test('only the system user of the server can open the socket and the data folder', () => {
  expect(statSync(join(data, 'console.sock')).mode & 0o777).toBe(0o600)
  expect(statSync(data).mode & 0o777).toBe(0o700)
  const all = readdirSync(data, { recursive: true, encoding: 'utf8' })
  expect(all).toContain('parlance.sqlite')
  expect(all.filter((name) => (statSync(join(data, name)).mode & 0o077) !== 0)).toEqual([])
})

test('status in JSON tells the chosen port', async () => {
  const { code, stdout, stderr } = await admin(['--json', 'status'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const status = JSON.parse(stdout) as { doors: Record<string, string>; pid: number }
  expect(status.doors['plain']).toBe(`127.0.0.1:${port}`)
  expect(status.pid).toBe(server.child.pid)
})

test('one-shot commands take effect at once and end with 0', async () => {
  const ann = await register(port, 'ann')
  const bob = await register(port, 'bob')
  expect((await admin(['announce', 'hear', 'this'])).code).toBe(0)
  await bob.waitFor(/^\* announcement by .*: hear this/)
  expect((await admin(['mute', 'bob', '300', 'too', 'loud'])).code).toBe(0)
  await bob.ask('am I heard?', '! you are muted')
  expect((await admin(['unmute', 'BOB'])).code).toBe(0)
  await bob.ask('and now?', '[#general] bob: and now?')
  expect((await admin(['grant', 'bob', 'moderator'])).code).toBe(0)
  await bob.waitFor('* you are now a moderator of this server')
  expect((await admin(['kick', 'ann', '60', 'go', 'away'])).code).toBe(0)
  await ann.waitFor(/^\* you were kicked by .* for 1 min: go away/)
  await ann.ended
  expect((await admin(['unban', 'ann'])).code).toBe(0)
  expect((await admin(['ban', '203.0.113.0/24', 'spam'])).code).toBe(0)
  const bans = JSON.parse((await admin(['--json', 'bans'])).stdout) as unknown[]
  expect(JSON.stringify(bans)).toContain('203.0.113.0/24')
  const audit = JSON.parse((await admin(['--json', 'audit'])).stdout) as { action: string; by: string }[]
  expect(audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['user.mute', 'user.unmute', 'user.kick']),
  )
  for (const list of ['users', 'who', 'channels', 'help']) expect((await admin([list])).code).toBe(0)
  bob.destroy()
})

test('what is refused is one line on stderr, and ends with 1', async () => {
  for (const words of [['kick', 'nobody'], ['nonsense'], ['unban', 'nobody'], ['kill', 'cancel']]) {
    const ended = await admin(words)
    expect(ended.code).toBe(1)
    expect(ended.stdout).toBe('')
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  }
})

test('several commands through a pipe; a password is read from it too', async () => {
  const carl = await register(port, 'carl')
  const console = parlance(['admin', '--set', `data=${data}`], { stdin: 'pipe' })
  console.type('/passwd carl\na password from a pipe\nwho\n')
  console.child.stdin?.end()
  const { code, stdout } = await console.end()
  expect(code).toBe(0)
  expect(stdout).toContain('carl has a new password')
  expect(stdout).not.toContain('a password from a pipe')
  await carl.ended
})

test('without a server: one line, exit 1', async () => {
  const ended = await parlance(['admin', '--set', `data=${join(folder.path, 'none')}`, 'status']).end()
  expect(ended.code).toBe(1)
  expect(ended.stderr).toMatch(/^parlance: no server is running on .*\n$|^no server is running on .*\n$/)
})

function admin(words: readonly string[]): Promise<Ended> {
  return parlance(['admin', '--set', `data=${data}`, ...words]).end()
}
