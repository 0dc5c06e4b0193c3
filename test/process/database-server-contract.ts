/** A server on a database server: it starts, outlives a database that goes away and comes back, and says what is wrong when it cannot start. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectLines, register, signIn } from '../door/line-client.ts'
import { closeReasons } from '../../src/fanout/client.ts'
import type { TestServer } from '../support/database-server.ts'
import { freePort } from '../support/free-port.ts'
import { useServerProcess } from './process-test.ts'
import { parlance, settings, startProcess, type Running } from './server-process.ts'

async function readiness(server: Running): Promise<unknown> {
  const [, address] = await server.prints(/\n {2}http +(\S+)/)
  const answer = await fetch(`http://${String(address).replace(/,$/, '')}/readyz`)
  return answer.json()
}

/** The default of `database.connections`, and those for migrations. */
const mostConnections = 12

/** `nowhere`: the URL of a place where nobody listens. */
export function databaseServerContract(start: () => Promise<TestServer>, nowhere: string): void {
  const place = useServerProcess()
  let database: TestServer

  beforeEach(async () => {
    database = await start()
  }, 60_000)
  afterEach(() => database.stop())

  async function url(): Promise<string> {
    return `database.url=${database.url((await database.database()).database)}`
  }

  test('keeps what was said, for the next start and for every door', async () => {
    const option = await url()
    const { server, port } = await place.start([option])
    const ann = await register(port, 'ann')
    await ann.ask('tea is ready', '[#general] ann: tea is ready')
    server.signal('SIGTERM')
    expect((await server.end()).code).toBe(0)
    const { port: later } = await place.start([option])
    const bob = await register(later, 'bob')
    await bob.ask('/history', '[#general] ann: tea is ready')
    await bob.ask('/search eady', '[#general] ann: tea is ready')
    for (const client of [ann, bob]) client.destroy()
  })

  test('refuses in words while the database is away, keeps everybody connected, and goes on when it is back', async () => {
    const { server, port } = await place.start([await url()])
    const ann = await register(port, 'ann')
    const bob = await register(port, 'bob')
    await database.goAway()
    await ann.ask('is anybody here', '! the database does not answer')
    expect(await readiness(server)).toMatchObject({
      ready: false,
      checks: { database: 'failed: storage-unavailable' },
    })
    const stranger = await connectLines(port)
    await stranger.ask('/login ann "a good password"', '! the database does not answer')
    await database.comeBack()
    const stored = '[#general] ann: back again'
    const says = () => ann.ask('back again', /\[#general\] ann: back again|the database does not answer/)
    await vi.waitUntil(async () => (await says()).includes(stored), { timeout: 20_000 })
    await bob.waitFor(stored)
    expect(await readiness(server)).toMatchObject({ ready: true })
    expect(await database.connected()).toBeLessThanOrEqual(mostConnections)
    for (const client of [ann, bob, stranger]) client.destroy()
  }, 60_000)

  test('asks whoever comes while the database is away to come back, at every door: nobody is told to be banned', async () => {
    const [irc, http] = [await freePort(), await freePort()]
    const { port } = await place.start([await url(), `irc.port=${irc}`, `http.port=${http}`])
    await database.goAway()
    const socket = new WebSocket(`ws://127.0.0.1:${http}/api/socket`)
    const closed = new Promise<number>((resolve) => {
      socket.addEventListener('close', ({ code }) => resolve(code))
    })
    expect(await closed).toBe(closeReasons.unavailable)
    for (const [name, at] of [['plain', port] as const, ['irc', irc] as const]) {
      const stranger = await connectLines(at)
      if (name === 'irc') stranger.say('NICK ann', 'USER ann 0 * :ann')
      await stranger.ended
      const said = [name, ...stranger.lines].join('\n')
      expect(said).toMatch(/does not answer|cannot/)
      expect(said).not.toMatch(/ 465 |banned/i)
    }
  }, 60_000)

  test('takes over from a server on SQLite, and the other way round', async () => {
    const { server, port } = await place.start()
    const ann = await register(port, 'ann')
    await ann.ask('said on SQLite', '[#general] ann: said on SQLite')
    const target = database.url((await database.database()).database)
    const migrate = () => parlance(['migrate-database', ...settings(place.data), '--to', target]).end()
    const early = await migrate()
    expect(early).toMatchObject({ code: 1, stdout: '' })
    expect(early.stderr).toContain('is in use by another server')
    server.signal('SIGTERM')
    expect((await server.end()).code).toBe(0)
    const copied = await migrate()
    expect(copied).toMatchObject({ code: 0, stderr: '' })
    expect(copied.stdout).toMatch(
      /^copied and verified: 1 users, 1 messages, \d+ rows in all\nnext: set database\.url /,
    )
    expect(await migrate()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^nothing was copied: there is a chat in \w+:.* already \(users\)/),
    })

    const on = [`database.url=${target}`]
    const next = await place.start(on)
    const back = await signIn(next.port, 'ann')
    await back.ask('/history', '[#general] ann: said on SQLite')
    await back.ask('said on the server', '[#general] ann: said on the server')
    next.server.signal('SIGTERM')
    expect((await next.server.end()).code).toBe(0)

    const data = join(place.folder, 'again')
    const words = ['migrate-database', ...settings(place.data, on), '--to', `sqlite:${data}`]
    expect(await parlance(words).end()).toMatchObject({ code: 0, stderr: '' })
    const last = await startProcess(data)
    const again = await signIn(last.port, 'ann')
    await again.ask('/search said', '[#general] ann: said on the server')
    for (const client of [ann, back, again]) client.destroy()
    last.server.signal('SIGTERM')
    expect((await last.server.end()).code).toBe(0)
  }, 60_000)

  test.each([
    [
      'a database that is not there',
      () => database.url('absent'),
      /there is no database of this name|the user has no rights in it, or it is not there/,
    ],
    ['nobody listening', () => nowhere, /nothing listens there/],
  ])('says in one line what is wrong: %s', async (_, where, problem) => {
    const ended = await place.run([`database.url=${where()}`]).end()
    expect(ended.code).toBe(1)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(ended.stderr).toMatch(problem)
  })
}
