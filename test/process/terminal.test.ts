/** The operator at the server's own terminal: a real process on a pseudo-terminal. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectLines, register } from '../door/line-client.ts'
import {
  ensureBuilt,
  plainPort,
  root,
  run,
  settings,
  temporaryFolder,
  type Running,
} from './server-process.ts'

let folder: ReturnType<typeof temporaryFolder>
let server: Running
let port: number

beforeAll(ensureBuilt)

beforeEach(async () => {
  folder = temporaryFolder()
  const words = [
    process.execPath,
    join(root, 'dist', 'main.js'),
    'start',
    ...settings(join(folder.path, 'data')),
  ]
  server = run('script', ['-qfec', words.join(' '), '/dev/null'], { stdin: 'pipe' })
  port = await plainPort(server)
})

afterEach(async () => {
  // The end of its terminal ends the server.
  const pid = pidOf(join(folder.path, 'data', 'server.pid'))
  await server.kill()
  await expect.poll(() => pid !== null && existsSync(`/proc/${pid}`)).toBe(false)
  folder.remove()
})

test('/help, /kick and /kill 2 at the terminal: people are told, exit 0', async () => {
  const ann = await register(port, 'ann')
  const bob = await register(port, 'bob')
  await type('/help', /\/kick NAME .*[^]*\/kill/)
  await type('/kick ann 60 "too loud"', /ann .*kicked/)
  await ann.waitFor('* you were kicked by')
  await ann.ended
  const back = await connectLines(port)
  await back.ask(
    '/login ann "correct horse battery"',
    /^! you were kicked; you can come back in (1 min|5\d s): too loud/,
  )
  await type('/nonsense', /! .*nonsense/)
  await type('/kill 2 new disk', /shut/)
  await bob.waitFor('* the server shuts down in 2 s: new disk')
  await bob.waitFor('* the server is shutting down now: new disk')
  await bob.ended
  expect((await server.end()).code).toBe(0)
  back.destroy()
})

test('a password is asked for unseen, and works', async () => {
  const ann = await register(port, 'ann')
  await type('/passwd ann', /New password for ann: /)
  await type('a brand new secret', /ann has a new password/)
  expect(server.stdout).not.toContain('brand new')
  await ann.ended
  const back = await connectLines(port)
  await back.ask('/login ann "a brand new secret"', '* signed in as ann')
  back.destroy()
})

test('Ctrl-C ends the server cleanly', async () => {
  const ann = await register(port, 'ann')
  server.type('\u0003')
  await ann.waitFor('* the server is shutting down')
  await ann.ended
  expect((await server.end()).code).toBe(0)
})

test('Ctrl-D closes the prompt and nothing else', async () => {
  const ann = await register(port, 'ann')
  server.type('\u0004')
  await server.prints(/the prompt is closed, the server goes on/)
  await ann.ask('still here', '[#general] ann: still here')
  ann.destroy()
})

test('a terminal that goes away ends the server cleanly', async () => {
  const ann = await register(port, 'ann')
  const pid = pidOf(join(folder.path, 'data', 'server.pid'))
  await server.kill()
  await ann.waitFor('* the server is shutting down')
  await ann.ended
  await expect.poll(() => existsSync(`/proc/${String(pid)}`)).toBe(false)
  expect(readFileSync(join(folder.path, 'data', 'log', 'server.log'), 'utf8')).toMatch(/"msg":"stopped"\}\n$/)
})

/** Types a line and waits for its answer. */
async function type(line: string, answer: RegExp): Promise<void> {
  const from = server.stdout.length
  server.type(`${line}\r`)
  await server.prints(answer, from)
}

function pidOf(file: string): number | null {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : null
}
