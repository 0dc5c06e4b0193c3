/** The logs: what reaches which place, secrets, control characters, rotation, broken folders. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createServerLog, type ServerLog, type ServerLogOptions } from '../../src/observe/log.ts'

const record = z.record(z.string(), z.unknown())

let folder = ''
let shown = ''
let logs: ServerLog[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-log-'))
  shown = ''
  logs = []
})

afterEach(async () => {
  await Promise.all(logs.map((log) => log.close()))
  rmSync(folder, { recursive: true, force: true })
})

function open(options: Partial<ServerLogOptions> = {}): ServerLog {
  const terminal = { write: (text: string) => void (shown += text) }
  const log = createServerLog({
    folder: join(folder, 'log'),
    level: 'info',
    format: 'pretty',
    maxBytes: 1_000_000,
    keep: 3,
    terminal,
    ...options,
  })
  logs.push(log)
  return log
}

function text(name: string): string {
  return readFileSync(join(folder, 'log', name), 'utf8')
}

function records(name: string): Record<string, unknown>[] {
  return text(name)
    .trimEnd()
    .split('\n')
    .map((line) => record.parse(JSON.parse(line)))
}

describe('where a line goes', () => {
  test('server.log has every line from the level up, as JSON with a time', async () => {
    const log = open()
    log.debug({}, 'unseen')
    log.info({ user: 'john', bytes: 3 }, 'signed in')
    log.warn({}, 'odd')
    await log.flush()
    expect(records('server.log')).toMatchObject([
      { level: 'info', user: 'john', bytes: 3, msg: 'signed in' },
      { level: 'warn', msg: 'odd' },
    ])
    expect(records('server.log')[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(existsSync(join(folder, 'log', 'error.log'))).toBe(false)
  })

  test('error.log has errors alone, with stack, fields and cause', async () => {
    const log = open()
    log.info({}, 'fine')
    log.error(
      { err: new Error('broken', { cause: new Error('deeper') }), errorId: 'E1', verb: 'say' },
      'unexpected',
    )
    await log.flush()
    expect(records('error.log')).toMatchObject([
      { level: 'error', errorId: 'E1', verb: 'say', msg: 'unexpected' },
    ])
    expect(text('error.log')).toContain('log.test.ts')
    expect(text('error.log')).toContain('deeper')
    expect(records('server.log')).toHaveLength(2)
  })

  test('what was thrown and is no error is written all the same', async () => {
    const log = open()
    log.error({ err: 'only text' }, 'unexpected')
    await log.flush()
    expect(records('error.log')[0]?.['err']).toEqual({ message: 'only text' })
  })

  test('the level can be changed while it runs', async () => {
    const log = open()
    log.setLevel('debug')
    log.debug({}, 'seen')
    log.setLevel('error')
    log.warn({}, 'unseen')
    await log.flush()
    expect(records('server.log').map(({ msg }) => msg)).toEqual(['seen'])
  })

  test('the terminal gets readable lines, or JSON', async () => {
    open().info({ user: 'john' }, 'signed in')
    expect(shown).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] INFO: signed in \{"user":"john"\}\n$/)
    shown = ''
    open({ format: 'json' }).info({ user: 'john' }, 'signed in')
    expect(JSON.parse(shown)).toMatchObject({ user: 'john' })
  })

  test('without a terminal the files alone are written', async () => {
    const log = open({ terminal: null })
    log.info({}, 'quiet')
    await log.flush()
    expect(records('server.log')).toHaveLength(1)
  })

  test('closing loses nothing, and what comes later is dropped', async () => {
    const log = open()
    for (let line = 0; line < 5000; line++) log.info({ line }, 'one of many')
    await log.close()
    log.info({}, 'too late')
    expect(records('server.log')).toHaveLength(5000)
  })

  test('others of this machine cannot read the files', async () => {
    const log = open()
    log.info({}, 'private')
    await log.flush()
    expect(statSync(join(folder, 'log', 'server.log')).mode & 0o077).toBe(0)
  })
})

describe('what never gets in', () => {
  test('secrets are masked at any depth', async () => {
    const log = open()
    const secrets = { password: 'hunter2', passwordHash: 'hunter2', token: 'hunter2', key: 'hunter2' }
    log.info(
      { ...secrets, inner: { list: [{ ...secrets, newPassword: 'hunter2', inviteToken: 'hunter2' }] } },
      'x',
    )
    log.error({ err: Object.assign(new Error('no'), secrets) }, 'x')
    await log.flush()
    for (const place of [text('server.log'), text('error.log'), shown]) expect(place).not.toContain('hunter2')
    expect(records('server.log')[0]).toMatchObject({ password: '[hidden]', token: '[hidden]' })
  })

  test('the fields that were handed in are not changed', () => {
    const fields = { inner: { password: 'hunter2' } }
    open().info(fields, 'x')
    expect(fields).toEqual({ inner: { password: 'hunter2' } })
  })

  test('no character that steers a terminal, on the terminal or in a file', async () => {
    const log = open()
    const evil = '\u001b[2J\u009b31m\u202e\u0007\r\u2028\u007f'
    log.info({ name: `john${evil}`, [`field${evil}`]: [evil] }, `text ${evil}`)
    log.error({ err: new Error(`thrown ${evil}`) }, `error ${evil}`)
    await log.flush()
    // oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
    const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/
    for (const place of [shown, text('server.log'), text('error.log')]) expect(place).not.toMatch(steering)
    expect(records('server.log')[0]?.['name']).toBe(`john${evil}`)
  })

  test('colours are the only control sequences of a coloured terminal', () => {
    open({ colour: true }).info({ name: 'x\u001b]0;owned\u0007' }, 'text \u001b[2J')
    // oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
    const withoutColours = shown.replace(/\u001b\[\d+m/g, '')
    expect(withoutColours).not.toBe(shown)
    expect(withoutColours).not.toContain('\u001b')
  })
})

function old(): readonly string[] {
  return readdirSync(join(folder, 'log')).filter((name) => /^server-.*\.log$/.test(name))
}

describe('rotation', () => {
  test('a file that is full is put aside with its day, and only so many are kept', async () => {
    const log = open({ maxBytes: 2000, keep: 2 })
    for (let round = 0; round < 6; round++) {
      for (let line = 0; line < 20; line++) log.info({ round, line }, 'some text that fills the file')
      await log.flush()
    }
    await log.close()
    expect(old()).toHaveLength(2)
    for (const name of old()) expect(name).toMatch(/^server-\d{4}-\d\d-\d\d-\d\d\.log$/)
  })

  test('a new process goes on with the file of the last', async () => {
    const first = open()
    first.info({}, 'first')
    await first.close()
    const second = open()
    second.info({}, 'second')
    await second.flush()
    expect(records('server.log').map(({ msg }) => msg)).toEqual(['first', 'second'])
    expect(old()).toEqual([])
  })
})

describe('a folder that cannot be written', () => {
  test('costs the lines, is told once on the terminal, and heals by itself', async () => {
    const place = join(folder, 'log')
    writeFileSync(place, 'a file is in the way')
    const log = open()
    log.info({}, 'lost 1')
    await log.flush()
    log.info({}, 'lost 2')
    await log.flush()
    expect(shown.match(/cannot be written/g)).toHaveLength(1)
    rmSync(place)
    await vi.waitFor(
      async () => {
        log.info({}, 'again')
        await log.flush()
        expect(text('server.log')).toContain('again')
      },
      { timeout: 10_000, interval: 100 },
    )
    expect(records('server.log')[0]).toMatchObject({ level: 'warn', msg: 'log lines were lost' })
    expect(Number(records('server.log')[0]?.['lost'])).toBeGreaterThanOrEqual(2)
  })

  test('a process can still end', async () => {
    writeFileSync(join(folder, 'log'), 'a file is in the way')
    const log = open()
    log.error({ err: new Error('x') }, 'lost')
    await log.close()
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('a file is in the way')
    chmodSync(folder, 0o700)
  })
})
