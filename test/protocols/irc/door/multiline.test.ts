/** A message of several lines that is refused is refused as a whole: nobody reads a part of it, and its author is told once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { newUser, type IrcPerson } from './irc-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer
let author: IrcPerson
let reader: IrcPerson
let round = 0

beforeAll(async () => {
  server = await startIrc()
})

afterAll(() => server.stop())

beforeEach(async () => {
  round += 1
  author = await newUser(server.port, `ann${round}`, 'batch draft/multiline labeled-response message-tags')
  reader = await newUser(server.port, `ben${round}`)
  await author.ask('JOIN #m')
  await reader.ask('JOIN #m')
  await author.fence()
  await reader.fence()
})

const heard = async () => (await reader.fence()).filter((line) => line.includes('PRIVMSG'))

const opened = 'BATCH +b draft/multiline #m'
const fail = (rest: string) => expect.stringMatching(new RegExp(`^:irc\\.test FAIL BATCH ${rest}`))
const labelled = (label: string) =>
  expect.stringMatching(new RegExp(`^@label=${label} :irc\\.test FAIL BATCH MULTILINE_INVALID`))
const rest = ['@batch=b PRIVMSG #m :the rest', 'BATCH -b']
const tooMany = Array.from({ length: 33 }, () => '@batch=b PRIVMSG #m :more')
const tooMuch = Array.from({ length: 11 }, () => `@batch=b PRIVMSG #m ${'x'.repeat(400)}`)

test.each([
  ['another target', ['@batch=b PRIVMSG #n :x'], 'MULTILINE_INVALID_TARGET #m #n :'],
  [
    'an empty line that is to be joined',
    ['@batch=b;draft/multiline-concat PRIVMSG #m :'],
    'MULTILINE_INVALID :',
  ],
  ['a line of another batch', ['@batch=c PRIVMSG #m :x'], 'MULTILINE_INVALID :'],
  ['something else than words', ['@batch=b JOIN #m'], 'MULTILINE_INVALID :'],
  ['the end of another batch', ['BATCH -c'], 'MULTILINE_INVALID :'],
  ['too many lines', tooMany, 'MULTILINE_MAX_LINES 32 :'],
  ['too many bytes', tooMuch, 'MULTILINE_MAX_BYTES 4096 :'],
])('for %s', async (_, lines, refusal) => {
  expect(await author.ask(opened, '@batch=b PRIVMSG #m :first', ...lines, ...rest)).toEqual([fail(refusal)])
  expect(await heard()).toEqual([])
  await author.ask('PRIVMSG #m :afterwards')
  expect(await heard()).toEqual([expect.stringContaining('afterwards')])
})

test.each([
  ['of another kind', 'BATCH +b other #m'],
  ['without a target', 'BATCH +b draft/multiline'],
])('from its beginning, %s', async (_, line) => {
  expect(await author.ask(line, ...rest)).toEqual([fail('MULTILINE_INVALID :')])
  expect(await heard()).toEqual([])
})

test('when another one begins before it has ended, and that one too', async () => {
  const second = ['BATCH +c draft/multiline #m', '@batch=c PRIVMSG #m :second']
  expect(await author.ask(opened, '@batch=b PRIVMSG #m :first', ...second, ...rest, 'BATCH -c')).toEqual([
    fail('MULTILINE_INVALID :'),
  ])
  expect(await heard()).toEqual([])
})

test('whoever does not end what was refused can begin anew', async () => {
  await author.ask(
    'BATCH +b other #m',
    opened,
    '@batch=b PRIVMSG #m :a',
    '@batch=b PRIVMSG #m :b',
    'BATCH -b',
  )
  expect(await heard()).toHaveLength(2)
})

test('under the label with which it was begun, whenever it is refused', async () => {
  expect(await author.ask(`@label=one ${opened}`, '@batch=b PRIVMSG #n :x', ...rest)).toEqual([
    labelled('one'),
  ])
  expect(await author.ask(`@label=two ${opened}`, '@batch=b PRIVMSG #m :', 'BATCH -b')).toEqual([
    labelled('two'),
  ])
  expect(await author.ask(`@label=six BATCH +b other #m`, 'BATCH -b')).toEqual([labelled('six')])
})
