/** Bad input at the plain door: each mistake gets its own clear answer, and the next line is read as if nothing had been. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectLines, register, type LineClient } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

let server: ServerInProcess
let ann: LineClient

beforeAll(async () => {
  server = await startInProcess()
  ann = await register(server.port, 'ann')
})

afterAll(async () => {
  ann.destroy()
  await server.stop()
  expect(unexpected(server.log)).toEqual([])
})

test('a line that is too long is refused, and the next one is read', async () => {
  ann.say('x'.repeat(5000), 'after the long one')
  await ann.waitFor('! that line is too long: at most 4096 bytes')
  await ann.waitFor('[#general] ann: after the long one')
})

test('a line of exactly 4,096 bytes with its end is read', async () => {
  ann.say(`${'y'.repeat(94)} `.repeat(43).slice(0, 3999) + '!')
  await ann.waitFor(/^\[#general\] ann: y+.*!$/)
  ann.say('ü'.repeat(2047))
  await ann.waitFor(/^\[#general\] ann: ü+$/)
})

test('a message of more than 4,000 characters is refused with its length', async () => {
  ann.say('z'.repeat(4050))
  await ann.waitFor('! that is 4050 characters; at most 4000 are possible')
})

test('a line that is not UTF-8 is refused, and the next one is read', async () => {
  ann.write(Buffer.from([0x61, 0xc3, 0x28, 0xfe, 0x0a]))
  await ann.waitFor('! that line is not UTF-8')
  await ann.ask('still here', '[#general] ann: still here')
})

test('text that comes one byte at a time is put together', async () => {
  for (const byte of Buffer.from('später 日本語 🎈\r\n')) {
    await new Promise((resolve) => ann.socket.write(Buffer.from([byte]), resolve))
  }
  await ann.waitFor('[#general] ann: später 日本語 🎈')
})

test('a line without an end is not carried out when the connection breaks', async () => {
  const bob = await register(server.port, 'bob')
  bob.say('a whole line')
  bob.write('half a li')
  await ann.waitFor('[#general] bob: a whole line')
  bob.end()
  await bob.ended
  await ann.fence('half')
  expect(ann.lines.filter((line) => line.includes('half a li'))).toEqual([])
})

test('whoever closes their side still gets every answer to what they sent', async () => {
  const carl = await connectLines(server.port)
  carl.say('/register carl "a password of carl"', 'first', 'second', '/history 2')
  carl.end()
  await carl.ended
  expect(carl.lines.slice(-4).map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d /, ''))).toEqual([
    '* #general, 2 messages, times in UTC:',
    '[#general] carl: first',
    '[#general] carl: second',
    '* end; /history older goes further back',
  ])
})

test('what is hidden answers exactly as what is not there', async () => {
  const dora = await register(server.port, 'dora')
  await dora.ask('/create #Secret private', '* talking in #Secret')
  for (const name of ['#Secret', '#secret', '#SECRET']) {
    for (const verb of ['/join', '/history', '/users', '/leave', '/switch']) {
      const hidden = await answerTo(ann, `${verb} ${name}`)
      const absent = await answerTo(ann, `${verb} ${name.replace(/c/gi, 'q')}`)
      expect(hidden.map((line) => line.replace(/c(?=ret)/gi, 'q'))).toEqual(absent)
    }
  }
  dora.destroy()
})

test('nothing works before signing in that needs it, and says so', async () => {
  const visitor = await connectLines(server.port)
  await visitor.ask('hello?', '! sign in first')
  for (const line of [
    '/join #general',
    '/pm ann hi',
    '/history',
    '/kick ann',
    '/users',
    '/passwd',
    '/create #x',
  ]) {
    await visitor.ask(line, '! sign in first')
  }
  visitor.destroy()
})

test('whoever does not sign in is told why they are closed', async () => {
  const hasty = await startInProcess(['limits.signInSeconds=1'])
  try {
    const visitor = await connectLines(hasty.port)
    await visitor.waitFor('! no sign-in within 1 s: closing')
    await visitor.ended
  } finally {
    await hasty.stop()
  }
})

test('a paste that comes too fast is slowed down and arrives whole and in order', async () => {
  const slow = await startInProcess(['limits.commandBurst=40', 'limits.commandsPerSecond=150'])
  try {
    const [erik, fay] = [await register(slow.port, 'erik'), await register(slow.port, 'fay')]
    const wanted = Array.from({ length: 300 }, (_, index) => `[#general] erik: line ${index}`)
    erik.say(...wanted.map((line) => line.slice('[#general] erik: '.length)))
    await fay.waitFor('[#general] erik: line 299', 15_000)
    expect(fay.lines.filter((line) => line.includes('erik: line'))).toEqual(wanted)
    expect(erik.lines.filter((line) => line.startsWith('!'))).toEqual([])
    erik.destroy()
    fay.destroy()
  } finally {
    await slow.stop()
  }
})

async function answerTo(client: LineClient, line: string): Promise<readonly string[]> {
  await client.fence('before')
  client.say(line)
  return client.fence('after')
}
