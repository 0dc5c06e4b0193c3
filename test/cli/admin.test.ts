/** `parlance admin` against a socket that speaks the console's protocol: lines, questions, JSON, pipes, exit codes. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { lineOf } from '../../src/cli/admin.ts'
import { runProcess, type Ended } from './process.ts'

const sent = z.looseObject({ id: z.number(), line: z.string().optional(), answer: z.string().nullish() })
type Sent = z.infer<typeof sent>

let folder = ''
let server: Server
let received: Sent[] = []
let answer: (message: Sent, socket: Socket) => unknown = () => undefined

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-admin-'))
  mkdirSync(join(folder, 'data'))
  received = []
  server = createServer((socket) => {
    const lines = createInterface({ input: socket })
    lines.on('line', (line) => {
      const message = sent.parse(JSON.parse(line))
      received.push(message)
      const reply = answer(message, socket)
      if (reply !== undefined) socket.write(`${JSON.stringify(reply)}\n`)
    })
    // A client that was cut off resets the connection.
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(join(folder, 'data/console.sock'), resolve))
})

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

function run(words: readonly string[], input?: string): Promise<Ended> {
  return runProcess(['admin', ...words], { folder, ...(input === undefined ? {} : { input }) })
}

describe('one command', () => {
  test('is sent with a slash and the system user; its answer is printed', async () => {
    answer = ({ id }) => ({ re: id, ok: true, text: 'john is out\nfor 60 seconds' })
    expect(await run(['kick', 'john', '60'])).toEqual({
      code: 0,
      out: 'john is out\nfor 60 seconds\n',
      err: '',
    })
    expect(received).toMatchObject([{ line: '/kick john 60', json: false }])
    expect(received[0]?.['systemUser']).toMatch(/./)
  })

  test('that is refused is told on stderr, exit 1', async () => {
    answer = ({ id }) => ({ re: id, ok: false, text: 'no such user: jhon' })
    expect(await run(['/kick', 'jhon'])).toEqual({ code: 1, out: '', err: 'no such user: jhon\n' })
  })

  test('--json prints the value alone', async () => {
    answer = ({ id }) => ({ re: id, ok: true, value: { users: ['a\u009b'] } })
    const { out } = await run(['--json', 'users'])
    expect(JSON.parse(out)).toEqual({ users: ['a\u009b'] })
    expect(out).toContain('\\u009b')
    expect(received[0]).toMatchObject({ json: true })
  })

  test('a question is answered with the next line of a pipe', async () => {
    answer = ({ id, line }) =>
      line === undefined ? { re: id, ok: true, text: 'changed' } : { re: id, ask: 'New password: ' }
    expect(await run(['passwd', 'john'], 'correct horse\n')).toMatchObject({ code: 0, out: 'changed\n' })
    expect(received.at(-1)).toEqual({ id: 1, answer: 'correct horse' })
  })

  test('nothing in an answer steers the terminal', async () => {
    answer = ({ id }) => ({ re: id, ok: true, text: 'evil \u001b[2J\u009b31m text' })
    expect((await run(['users'])).out).toBe('evil [2J31m text\n')
  })

  test('a server that goes away before it answers is a failure', async () => {
    answer = (_, socket) => void socket.destroy()
    const { code, err } = await run(['status'])
    expect({ code, err }).toEqual({ code: 1, err: 'the server closed the connection before it answered\n' })
  })
})

test('from a pipe every line is run, and one refusal makes the exit code 1', async () => {
  answer = ({ id, line }) =>
    line === '/bad' ? { re: id, ok: false, text: 'no' } : { re: id, ok: true, text: `did ${line}` }
  expect(await run([], '/users\n\nbad\nstatus')).toEqual({
    code: 1,
    out: 'did /users\ndid /status\n',
    err: 'no\n',
  })
})

test.each([
  [['kick', 'john', '60'], 'kick john 60'],
  [['/kick john 60 being rude'], '/kick john 60 being rude'],
  [['kick', 'john doe', '60', 'being rude'], 'kick "john doe" 60 being rude'],
  [['announce', 'two\nlines'], 'announce two lines'],
])('the words %j become the line %j', (words, line) => {
  expect(lineOf(words)).toBe(line)
})
