/** `npm start` on a fresh clone: built, up within seconds, and every door's place printed. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { register } from '../door/line-client.ts'
import { parlance, plainPort, root, run, settings, temporaryFolder } from './server-process.ts'

test('npm start on a fresh clone builds, starts, and prints where each door is', async () => {
  const folder = temporaryFolder()
  const clone = join(folder.path, 'clone')
  copyTo(clone)
  // `npm start` passes what follows `--` on to the server.
  const server = run('npm', ['start', '--', ...settings('./data')], { cwd: clone })
  try {
    const port = await plainPort(server, 60_000)
    expect(server.stdout).toMatch(/\n {2}console +\S*data\/console\.sock {2}\(parlance admin\)\n/)
    expect(server.stdout).toContain(`(nc 127.0.0.1 ${port})`)
    const ann = await register(port, 'ann')
    await ann.ask('hello from a fresh clone', '[#general] ann: hello from a fresh clone')
    const killed = await parlance(['admin', ...settings('./data'), 'kill', 'now'], { cwd: clone }).end()
    expect(killed).toMatchObject({ code: 0, stderr: '' })
    await ann.waitFor('* the server is shutting down now')
    expect((await server.end()).code).toBe(0)
  } finally {
    endServer(join(clone, 'data', 'server.pid'))
    await server.kill()
    folder.remove()
  }
}, 90_000)

/** npm's own end would leave the server behind. */
function endServer(pidFile: string): void {
  if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL')
}

/** What a clone would hold: everything git has or would take. */
function copyTo(clone: string): void {
  const listed = spawnSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  for (const file of listed.stdout.split('\n').filter((name) => name !== '' && !name.startsWith('test/'))) {
    mkdirSync(dirname(join(clone, file)), { recursive: true })
    cpSync(join(root, file), join(clone, file))
  }
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
}
