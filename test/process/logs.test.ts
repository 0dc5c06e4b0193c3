/** What the log files of a real server hold, and what they must never hold. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectLines, register } from '../door/line-client.ts'
import { ensureBuilt, parlance, startProcess, temporaryFolder, type Running } from './server-process.ts'

const folder = temporaryFolder()
const data = join(folder.path, 'data')
const secrets = ['unmistakable-secret', 'mistaken-secret', 'renewed-secret', 'prompted-secret']
const texts = ['unmistakable-text', 'unmistakable-private', 'unmistakable-edit', 'unmistakable-search']
let server: Running
let errorId: string

beforeAll(async () => {
  ensureBuilt()
  const started = await startProcess(data, ['log.level=debug'])
  server = started.server
  await live(started.port)
  errorId = await meetError(started.port)
  server.signal('SIGTERM')
  expect((await server.end()).code).toBe(0)
})

afterAll(async () => {
  await server.kill()
  folder.remove()
})

async function live(port: number): Promise<void> {
  const bob = await register(port, 'bob')
  const ann = await connectLines(port)
  await ann.ask('/register ann unmistakable-secret', '* talking in')
  await ann.ask('unmistakable-text', '[#general] ann: unmistakable-text')
  await ann.ask('/edit unmistakable-edit', '(edited)')
  await ann.ask('/pm bob unmistakable-private', '[pm -> bob]')
  await ann.ask('/search unmistakable-search', '* found')
  ann.say('/passwd', 'unmistakable-secret', 'renewed-secret', 'renewed-secret')
  await ann.waitFor('* your password was changed')
  const wrong = await connectLines(port)
  await wrong.ask('/login ann mistaken-secret', '! wrong name or password')
  wrong.say('/login ann')
  wrong.say('prompted-secret')
  await wrong.waitFor('! wrong name or password')
  const kicked = await parlance(['admin', '--set', `data=${data}`, 'kick', 'ann', '60', 'too', 'loud']).end()
  expect(kicked.code).toBe(0)
  await ann.ended
  for (const client of [bob, wrong]) client.destroy()
}

/** A table that vanishes is an error nobody expected: the person who meets it is shown its number. */
async function meetError(port: number): Promise<string> {
  const carl = await register(port, 'carl')
  const database = new Database(join(data, 'parlance.sqlite'))
  database.exec('DROP TABLE channel_masks')
  database.close()
  const said = await carl
    .ask('/create #x', /talking in #x/)
    .then(() => carl.ask('/set', /^! something went wrong/))
  carl.destroy()
  return /number: (\S+)/.exec(said)?.[1] ?? 'none'
}

test('no log holds the text of a message or a password', () => {
  const files = readdirSync(join(data, 'log'))
  expect(files).toEqual(expect.arrayContaining(['server.log', 'error.log']))
  const everything = [
    ...files.map((name) => readFileSync(join(data, 'log', name), 'utf8')),
    server.stdout,
  ].join('')
  for (const word of [...secrets, ...texts]) expect(everything).not.toContain(word)
})

test('server.log tells of the start, the configuration, connections, sign-ins, messages, operators and the end', () => {
  const lines = linesOf('server.log')
  const found = (message: string) => lines.filter((line) => line['msg'] === message)
  expect(found('starting')[0]).toMatchObject({
    version: expect.any(String),
    config: { 'users.bcryptCost': 4 },
  })
  expect(found('started')[0]).toMatchObject({ doors: { plain: expect.stringMatching(/^127\.0\.0\.1:/) } })
  expect(found('connected')[0]).toMatchObject({
    address: '127.0.0.1',
    door: 'plain',
    client: expect.any(String),
  })
  expect(found('disconnected')[0]).toMatchObject({ because: expect.any(String) })
  expect(found('user.register')[0]).toMatchObject({ userName: 'bob', address: '127.0.0.1' })
  expect(found('sign-in failed')).toHaveLength(2)
  expect(found('sign-in failed')[0]).toMatchObject({
    userName: 'ann',
    address: '127.0.0.1',
    reason: 'wrong-password',
  })
  expect(found('message.send')[0]).toMatchObject({
    message: expect.any(String),
    channel: expect.any(String),
    user: expect.any(String),
    bytes: 'unmistakable-text'.length,
    ms: expect.any(Number),
  })
  expect(found('operator action')[0]).toMatchObject({
    action: 'user.kick',
    subject: 'ann',
    reason: 'too loud',
  })
  expect(found('stopped')).toHaveLength(1)
  for (const line of lines)
    expect(line).toMatchObject({ level: expect.any(String), time: expect.stringMatching(/Z$/) })
})

test('error.log has the stack, the request, and the number the person was shown', () => {
  const errors = linesOf('error.log')
  expect(errors).toHaveLength(1)
  expect(errors[0]).toMatchObject({
    level: 'error',
    errorId,
    command: expect.any(String),
    user: expect.any(String),
    err: { stack: expect.stringContaining('channel_masks') },
  })
})

function linesOf(name: string): readonly Record<string, unknown>[] {
  const text = readFileSync(join(data, 'log', name), 'utf8')
  return text
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]))
}
