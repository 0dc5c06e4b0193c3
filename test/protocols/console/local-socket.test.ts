import { mkdir, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createConsoleDoor } from '../../../src/protocols/console/index.ts'
import type { Door } from '../../../src/protocols/protocol.ts'
import { openScene, Program, until, type Scene } from './console-scene.ts'

describe('the local socket', () => {
  let scene: Scene
  let path: string
  let door: Door
  const programs: Program[] = []

  beforeAll(async () => {
    scene = await openScene()
    await scene.register('john')
    path = join(scene.folder, 'console.sock')
  })
  afterAll(() => scene.close())

  beforeEach(async () => {
    door = createConsoleDoor(scene.ports, { socketPath: path, systemUser: 'server' })
    await door.open()
  })
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.end()))
    await door.close()
  })

  function program(): Program {
    const made = new Program(path)
    programs.push(made)
    return made
  }

  it('can be opened by the system user of the server only', async () => {
    const before = process.umask()
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(process.umask()).toBe(before)
  })

  it('answers commands as text or as JSON, with the number they came with', async () => {
    const admin = program()
    expect(await admin.run('/kick john 60')).toEqual({ re: 1, ok: true, text: 'kicked john for 60 s' })
    expect(await admin.run('/kick nobody')).toEqual({
      re: 2,
      ok: false,
      text: 'no such user: nobody (/users lists them)',
    })
    expect(await admin.run('/grant john admin', { json: true })).toEqual({
      re: 3,
      ok: true,
      value: { name: 'john', role: 'admin' },
    })
    const message = 'no such user: nobody (/users lists them)'
    expect(await admin.run('/kick nobody', { json: true })).toEqual({
      re: 4,
      ok: false,
      text: message,
      error: { code: 'no-such-user', message },
    })
  })

  it('writes down for whom a program asks, as one printable word', async () => {
    await program().run('/kick john', { systemUser: 'eve \u001b[2J' })
    const nameless = program()
    nameless.send({ id: 7, line: '/mute john' })
    await nameless.next(({ re }) => re === 7)
    const audit = await nameless.run('/audit 2', { json: true })
    expect(audit['value']).toMatchObject([{ by: 'console:eve_[2J' }, { by: 'console:server' }])
  })

  it('answers commands sent at once in their order', async () => {
    const admin = program()
    for (let id = 1; id <= 50; id++) admin.send({ id, line: id % 2 === 0 ? '/status' : '/nonsense' })
    await until(() => admin.received.length === 50, 'all answers')
    expect(admin.received.map(({ re }) => re)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  it('serves many programs at once', async () => {
    const many = Array.from({ length: 100 }, program)
    const answers = await Promise.all(many.map((admin) => admin.text('/who')))
    expect(new Set(answers)).toEqual(new Set(['nobody is connected']))
  })

  it('answers what came before the other side stopped sending', async () => {
    const admin = program()
    admin.socket.end(`${JSON.stringify({ id: 1, line: '/who' })}\n{"id":2,"line":"/who`)
    await until(() => admin.closed, 'the end')
    expect(admin.received).toEqual([{ re: 1, ok: true, text: 'nobody is connected' }])
  })

  it('asks for a password and takes the answer', async () => {
    const admin = program()
    admin.send({ id: 5, line: '/passwd john' })
    expect(await admin.next(({ re }) => re === 5)).toEqual({ re: 5, ask: 'New password for john: ' })
    admin.send({ id: 4, answer: 'to something else' })
    expect(await admin.next(({ re }) => re === 4)).toMatchObject({ ok: false, text: 'nothing was asked' })
    admin.send({ id: 5, answer: 'battery staple' })
    expect(await admin.next(({ re }) => re === 5)).toMatchObject({ ok: true })
    admin.send({ id: 5, answer: 'battery staple' })
    expect(await admin.next(({ re }) => re === 5)).toMatchObject({ ok: false, text: 'nothing was asked' })
  })

  it('drops a question when a command comes instead, when nobody answers, and when the program is gone', async () => {
    const admin = program()
    admin.send({ id: 1, line: '/passwd john' })
    await admin.next(({ ask }) => ask !== undefined)
    admin.send({ id: 2, line: '/who' })
    admin.send({ id: 3, line: '/who' })
    await until(() => admin.received.length === 3, 'three answers')
    expect(admin.received.map(({ re, ok }) => [re, ok])).toEqual([
      [1, false],
      [2, true],
      [3, true],
    ])
    admin.received.length = 0
    admin.send({ id: 4, line: '/passwd john' })
    await admin.next(({ ask }) => ask !== undefined)
    scene.clock.advance(5 * 60_000)
    expect(await admin.next(({ re }) => re === 4)).toMatchObject({ ok: false })
    admin.send({ id: 5, line: '/passwd john' })
    await admin.next(({ ask }) => ask !== undefined)
    const timers = scene.clock.waiting
    await admin.end()
    await until(() => scene.clock.waiting === timers - 1, 'the question to be dropped')
  })

  it('tells facts to those who watch, and to nobody else', async () => {
    const watcher = program()
    const other = program()
    watcher.send({ watch: true })
    await watcher.text('/who')
    await other.text('/kick john 60 spam')
    expect(await watcher.next(({ event }) => event !== undefined)).toEqual({
      event: '* john was kicked by the operator for 60 s: spam',
    })
    watcher.send({ watch: false })
    await watcher.text('/who')
    await other.text('/announce hello')
    await watcher.text('/who')
    expect(watcher.received).toEqual([])
    expect(other.received).toEqual([])
  })

  it('is not harmed by half a line, an end in the middle of a command, or no reader', async () => {
    const half = program()
    half.socket.write('{"id":1,"li')
    await half.end()
    const gone = program()
    gone.send({ id: 1, line: '/status' })
    await gone.end()
    const deaf = program()
    deaf.socket.pause()
    for (let id = 1; id <= 200; id++) deaf.send({ id, line: '/help' })
    expect(await program().text('/who')).toBe('nobody is connected')
  })

  it('closes a program that asks and asks and never reads', async () => {
    const deaf = program()
    deaf.socket.pause()
    for (let id = 1; id <= 12_000; id++) deaf.send({ id, line: '/help' })
    await until(() => door.queuedBytes() > 1024 * 1024, 'answers to wait')
    await until(() => door.queuedBytes() === 0, 'the end')
    expect(await program().text('/who')).toBe('nobody is connected')
  })

  it('takes the byte at a time', async () => {
    const admin = program()
    for (const byte of Buffer.from('{"id":1,"line":"/announce ☃"}\n')) admin.socket.write(Buffer.of(byte))
    expect(await admin.next(() => true)).toMatchObject({ text: 'announced to everybody connected: ☃' })
  })

  it('answers the command under way, then ends, when the server stops', async () => {
    const idle = program()
    idle.send({ watch: true })
    await idle.text('/who')
    const admin = program()
    await admin.text('/who')
    const answer = admin.text('/kill now fire')
    await until(() => scene.node.stopped, 'the stop')
    await door.close()
    expect(await answer).toBe('the server shuts down now: fire')
    expect(await idle.next(() => true)).toEqual({ event: '* the server is shutting down now: fire' })
    await until(() => admin.closed && idle.closed, 'the end')
    await expect(stat(path)).rejects.toThrow('ENOENT')
  })

  it('lets go of a question when the server stops', async () => {
    const admin = program()
    admin.send({ id: 1, line: '/passwd john' })
    await admin.next(({ ask }) => ask !== undefined)
    await door.close()
    expect(await admin.next(({ re }) => re === 1)).toMatchObject({ ok: false })
  })
})

describe('the local socket, given what it cannot understand', () => {
  let scene: Scene
  let path: string
  let door: Door

  beforeAll(async () => {
    scene = await openScene()
    path = join(scene.folder, 'console.sock')
    door = createConsoleDoor(scene.ports, { socketPath: path, systemUser: 'server' })
    await door.open()
  })
  afterAll(async () => {
    await door.close()
    await scene.close()
  })

  it.each([
    ['what is no JSON', 'hello\n', 'not understood'],
    ['what is no message', '{"id":1}\n', 'not understood'],
    ['a number that is none', '{"id":"1","line":"/who"}\n', 'not understood'],
    ['null', 'null\n', 'not understood'],
    ['deep nesting', `${'['.repeat(60_000)}\n`, 'not understood'],
    ['a line without an end', 'x'.repeat(70_000), 'too long'],
    ['a line that is too long', `{"id":1,"line":"${'x'.repeat(70_000)}"}\n`, 'too long'],
    ['bytes that are no text', Buffer.from([0x7b, 0xc3, 0x28, 0x0a]), 'not UTF-8'],
  ])('says what is wrong with %s, and closes', async (_, bytes, why) => {
    const admin = new Program(path)
    admin.socket.write(bytes)
    await until(() => admin.closed, 'the end')
    expect(admin.received).toEqual([{ re: null, ok: false, text: expect.stringContaining(why) }])
  })
})

describe('the file of the local socket', () => {
  let scene: Scene
  beforeAll(async () => void (scene = await openScene()))
  afterAll(() => scene.close())

  it('that a killed server left is replaced', async () => {
    const path = join(scene.folder, 'console.sock')
    const killed = createServer()
    await new Promise<void>((resolve) => killed.listen(path, resolve))
    const door = createConsoleDoor(scene.ports, { socketPath: path, systemUser: 'server' })
    await door.open()
    const admin = new Program(path)
    expect(await admin.text('/who')).toBe('nobody is connected')
    await admin.end()
    await door.close()
    await new Promise((resolve) => killed.close(resolve))
  })

  it('that is something else is left alone, and the start is refused in one line', async () => {
    const path = join(scene.folder, 'diary')
    await writeFile(path, 'dear diary')
    const door = createConsoleDoor(scene.ports, { socketPath: path, systemUser: 'server' })
    await expect(door.open()).rejects.toThrow(/is in the way of the console socket/)
    await door.close()
  })

  it('with a path longer than the platform takes is refused in one line', async () => {
    const deep = join(scene.folder, 'd'.repeat(120))
    await mkdir(deep)
    const socketPath = join(deep, 'console.sock')
    const door = createConsoleDoor(scene.ports, { socketPath, systemUser: 'server' })
    await expect(door.open()).rejects.toThrow(/too long .* choose a data folder with a shorter path/)
  })

  it('in a folder that is not there is refused in one line', async () => {
    const socketPath = join(scene.folder, 'absent', 'console.sock')
    const door = createConsoleDoor(scene.ports, { socketPath, systemUser: 'server' })
    await expect(door.open()).rejects.toThrow(/^cannot open the console socket .*: /)
  })
})
