/** A server that cannot start says why in one line and ends with the right code. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useServerProcess } from './process-test.ts'
import { parlance, settings, type Ended } from './server-process.ts'

const place = useServerProcess()

test('a second server on the same data folder', async () => {
  const { server } = await place.start()
  expectOneLine(
    await place.run().end(),
    1,
    new RegExp(`the data folder .*/data is in use by another server \\(process ${server.child.pid}\\)`),
  )
  server.signal('SIGTERM')
  expect((await server.end()).code).toBe(0)
  const { server: third } = await place.start()
  third.signal('SIGTERM')
  expect((await third.end()).code).toBe(0)
})

test('a port in use', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const ended = await place.run([`plain.port=${port}`]).end()
  await new Promise((resolve) => other.close(resolve))
  expectOneLine(ended, 1, new RegExp(`127\\.0\\.0\\.1:${port}.*in use`))
})

test('an address of another machine', async () => {
  const ended = await place.run(['server.host=203.0.113.7']).end()
  expectOneLine(ended, 1, /203\.0\.113\.7/)
})

test('a data folder that cannot be made', async () => {
  writeFileSync(join(place.folder, 'file'), '')
  const ended = await parlance(['start', ...settings(join(place.folder, 'file', 'data'))]).end()
  expectOneLine(ended, 1, /file\/data/)
})

test('a data folder that is a file', async () => {
  writeFileSync(place.data, '')
  const ended = await place.run().end()
  expectOneLine(ended, 1, /data/)
  expect(ended.stdout).toBe('')
})

test('a database file that is not one', async () => {
  mkdirSync(place.data)
  writeFileSync(
    join(place.data, 'parlance.sqlite'),
    'this is not a database, whatever its name says\n'.repeat(100),
  )
  const ended = await place.run().end()
  expectOneLine(ended, 1, /parlance\.sqlite: it is not a database/)
})

test.each([
  [['start', '--sett', 'x=y'], /unknown option '--sett'/],
  [['start', '--set', 'plain.prot=1'], /plain\.prot/],
  [['start', '--set', 'plain.port=many'], /plain\.port/],
  [['start', '--set', 'plain.port=70000'], /plain\.port/],
  [['start', 'now'], /too many arguments/],
  [['strat'], /unknown command 'strat'/],
  [['--colour'], /unknown option '--colour'/],
])('bad usage: %j', async (words, said) => {
  expectOneLine(await parlance(words).end(), 2, said)
})

test('a faulty configuration file is reported whole, with the lines of the faults', async () => {
  const file = join(place.folder, 'parlance.yaml')
  writeFileSync(file, 'plain:\n  port: many\nservr: {}\nlimits: { topicLength: 0 }\n')
  const ended = await parlance(['start', '--config', file]).end()
  expect(ended.code).toBe(1)
  expect(ended.stderr.trim().split('\n')).toHaveLength(3)
  for (const part of ['plain.port', 'servr', 'limits.topicLength', ':2', ':3', ':4'])
    expect(ended.stderr).toContain(part)
})

test('a configuration file that is not there', async () => {
  const ended = await parlance(['start', '--config', join(place.folder, 'none.yaml')]).end()
  expectOneLine(ended, 1, /none\.yaml/)
})

test('--help and --version', async () => {
  const help = await parlance(['--help']).end()
  expect(help.code).toBe(0)
  for (const command of ['start', 'admin', 'check-config', 'backup', 'restore'])
    expect(help.stdout).toContain(command)
  const version = await parlance(['--version']).end()
  expect(version).toMatchObject({ code: 0, stderr: '' })
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})

function expectOneLine({ code, stderr }: Ended, wanted: number, said: RegExp): void {
  expect(stderr).toMatch(said)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(code).toBe(wanted)
}
