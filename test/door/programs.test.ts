/** The programs people use at the plain door: `nc` in scripts, `telnet` at a terminal. */
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run, type Running } from '../process/server-process.ts'
import { register } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

let server: ServerInProcess

beforeAll(async () => {
  server = await startInProcess()
})

afterAll(async () => {
  await server.stop()
  expect(unexpected(server.log)).toEqual([])
})

test.skipIf(isMissing('nc'))(
  'a script speaks through nc and gets every answer (netcat-openbsd: scripts/setup)',
  async () => {
    const ann = await register(server.port, 'ann')
    const lines = [
      '/register scripted "a good password"',
      'hello from a script',
      '/pm ann psst',
      '/history 1',
    ]
    const nc = shell(`printf '%s\\n' ${lines.map(quoted).join(' ')} | nc -q 2 127.0.0.1 ${server.port}`)
    await ann.waitFor('[#general] scripted: hello from a script')
    await ann.waitFor('[pm] scripted: psst')
    const { code, stdout } = await nc.end()
    expect(code).toBe(0)
    expect(stdout).toContain('* signed in as scripted\n')
    expect(stdout).toContain('[#general] scripted: hello from a script\n')
    expect(stdout).toContain('[pm -> ann] psst\n')
    expect(stdout).toMatch(/\[#general\] scripted: hello from a script\n\* end\n$/)
    ann.destroy()
  },
)

test.skipIf(isMissing('nc'))(
  'nc that closes at once after its last line loses nothing (netcat-openbsd: scripts/setup)',
  async () => {
    const bob = await register(server.port, 'bob')
    const lines = [
      '/register hasty "a good password"',
      ...Array.from({ length: 50 }, (_, index) => `hasty ${index}`),
    ]
    const nc = shell(`printf '%s\\n' ${lines.map(quoted).join(' ')} | nc -N 127.0.0.1 ${server.port}`)
    await bob.waitFor('[#general] hasty: hasty 49')
    const { stdout } = await nc.end()
    expect(stdout).toContain('[#general] hasty: hasty 49\n')
    expect(bob.lines.filter((line) => line.includes('hasty: '))).toHaveLength(50)
    bob.destroy()
  },
)

test.skipIf(isMissing('telnet') || isMissing('script'))(
  'telnet shows what is typed, but not a password (inetutils-telnet: scripts/setup)',
  async () => {
    const dora = await register(server.port, 'dora')
    dora.destroy()
    // A pseudo-terminal, as a person has; ^] would be telnet's own.
    const telnet = run('script', ['-qfec', `telnet 127.0.0.1 ${server.port}`, '/dev/null'], { stdin: 'pipe' })
    try {
      await telnet.prints(/\/help explains/)
      telnet.type('/login dora\r')
      await telnet.prints(/Password: /)
      telnet.type('correct horse battery\r')
      await telnet.prints(/\* signed in as dora/)
      await telnet.prints(/talking in #general/)
      const before = telnet.stdout.length
      telnet.type('typed and seen\r')
      await telnet.prints(/\[#general\] dora: typed and seen/, before)
      expect(telnet.stdout).not.toContain('correct horse')
      // Once by the terminal, once by the server.
      expect(telnet.stdout.slice(before).split('typed and seen')).toHaveLength(3)
      telnet.type('/quit\r')
      await telnet.prints(/\* goodbye/)
      await telnet.end()
    } finally {
      await telnet.kill()
    }
  },
)

function shell(command: string): Running {
  return run('sh', ['-c', command])
}

function quoted(line: string): string {
  return `'${line}'`
}

function isMissing(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0
}
