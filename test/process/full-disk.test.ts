/** A disk that is full, or refuses to write: sends are refused with a clear error, reading works, and it recovers by itself. */
import { spawnSync } from 'node:child_process'
import { closeSync, copyFileSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectLines, password, register, type LineClient } from '../door/line-client.ts'
import { readStored } from '../torture/stored.ts'
import { useServerProcess } from './process-test.ts'
import { parlance, plainPort, root, run, settings } from './server-process.ts'

const place = useServerProcess()

/** How a small disk of one's own can be had here: by right, or in a user's own name space. */
const unshare = [['-m'], ['-Urm']].find(
  (flags) => spawnSync('unshare', [...flags, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0,
)

test.skipIf(unshare === undefined)(
  'a full disk (needs: unshare with the right to mount)',
  async () => {
    const start = [process.execPath, join(root, 'dist', 'main.js'), 'start', ...settings('./data')].join(' ')
    const command = `mount -t tmpfs -o size=24m tmpfs ${place.folder} && cd ${place.folder} && exec ${start}`
    const server = run('unshare', [...(unshare ?? []), 'sh', '-c', command])
    // The disk as the server's process sees it.
    const disk = join('/proc', String(server.child.pid), 'root', place.folder)
    try {
      const port = await plainPort(server)
      const ann = await register(port, 'ann')
      const bob = await register(port, 'bob')
      await ann.ask('before the disk is full', '[#general] ann: before the disk is full')
      fill(join(disk, 'filler'))
      await refused(ann, "! the server's disk is full: nothing can be stored until the operator makes room")
      await bob.ask('/history', '[#general] ann: before the disk is full')
      await bob.ask('/search before', '[#general] ann: before the disk is full')
      await bob.ask('/users', '* online (2)')
      await bob.ask('/create #new', "! the server's disk is full")
      const carl = await connectLines(port)
      await carl.ask('/register carl "a good password"', "! the server's disk is full")
      const back = await connectLines(port)
      await back.ask(`/login ann "${password}"`, '* talking in #general')
      await back.ask('/history', '[#general] ann: before the disk is full')
      rmSync(join(disk, 'filler'))
      await recovered(bob)
      await carl.ask('/register carl "a good password"', '* talking in #general')
      // SQLite itself cannot reach into the other name space.
      for (const name of ['parlance.sqlite', 'parlance.sqlite-wal'])
        copyFileSync(join(disk, 'data', name), join(place.folder, name))
      expectAllThere(place.folder, [ann, bob])
      for (const client of [ann, bob, carl, back]) client.destroy()
      server.signal('SIGTERM')
      expect((await server.end()).code).toBe(0)
    } finally {
      await server.kill()
    }
  },
  60_000,
)

test('a disk that refuses to write more (rule D16)', async () => {
  const { data } = place
  const { server, port } = await place.start()
  const ann = await register(port, 'ann')
  const bob = await register(port, 'bob')
  await ann.ask('before', '[#general] ann: before')
  limitFiles(server.child.pid, '200000')
  await refused(ann, /^! the database does not answer|^! the server's disk is full/)
  await bob.ask('/history', '[#general] ann: before')
  limitFiles(server.child.pid, 'unlimited')
  await recovered(bob)
  expectAllThere(data, [ann, bob])
  for (const client of [ann, bob]) client.destroy()
  expect((await parlance(['admin', '--set', `data=${data}`, 'kill', 'now']).end()).code).toBe(0)
  expect((await server.end()).code).toBe(0)
}, 60_000)

/** The largest file the process may write from now on. */
function limitFiles(pid: number | undefined, bytes: string): void {
  const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
  if (status !== 0) throw new Error(`prlimit: ${stderr.toString()}`)
}

/** Writes until there is no room at all. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w')
  for (const size of [1024 * 1024, 4096, 512]) {
    const chunk = Buffer.alloc(size)
    try {
      for (;;) writeSync(descriptor, chunk)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
  closeSync(descriptor)
}

/** What fits into space already taken still goes through; soon nothing does. */
async function refused(client: LineClient, refusal: string | RegExp): Promise<void> {
  const isRefusal = (line: string): boolean =>
    typeof refusal === 'string' ? line.includes(refusal) : refusal.test(line)
  for (let count = 0; !client.lines.some(isRefusal); count += 1) {
    if (count === 200) throw new Error('nothing was refused')
    client.say(...Array.from({ length: 20 }, (_, index) => `filling ${count}.${index} ${'x'.repeat(2000)}`))
    await client.fence(`full${count}`)
  }
  await client.ask('refused', refusal)
}

async function recovered(client: LineClient): Promise<void> {
  for (let count = 0; !client.lines.some((line) => line.startsWith('[#general] bob: again')); count += 1) {
    if (count === 500) throw new Error('it did not recover')
    client.say(`again ${count}`)
    await client.fence(`again${count}`)
  }
}

/** Everything acknowledged is stored, once, in order; what was refused is not. */
function expectAllThere(data: string, clients: readonly LineClient[]): void {
  const { messages, integrity } = readStored(data)
  expect(integrity).toBe('ok')
  const stored = messages.map(({ author, text }) => `[#general] ${author}: ${text}`)
  for (const [index, client] of clients.entries()) {
    const mine = `[#general] ${index === 0 ? 'ann' : 'bob'}: `
    const shown = client.lines.filter((line) => line.startsWith(mine))
    expect(stored.filter((line) => line.startsWith(mine))).toEqual([...new Set(shown)])
  }
}
