/** Requests that come together and say something in one channel: each has its own answer, in its place, and nothing is posted twice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messageSaid } from '../../../../client/src/said.ts'
import { startApi, type ApiServer, type Page } from './api-server.ts'
import { ApiSocket } from './api-socket.ts'
import { numbers, readySocket, send, tagged, textsHeard, together } from './at-once.ts'

let server: ApiServer
let ann: Page
let bob: Page

beforeAll(async () => {
  server = await startApi(['limits.enabled=false', 'limits.messageLength=300'])
  ann = await server.register('ann')
  bob = await server.register('bob')
})

afterAll(() => server.stop())

const volleys = () => server.inner.log.filter(({ message }) => message === 'message.send-together')

test('three hundred requests at once, others among them, are answered and heard in order, each once (rules D3, D4)', async () => {
  await bob.call('channel.create', { name: 'other' })
  await ann.call('channel.join', { channel: 'other' })
  const [mine, his] = [await readySocket(ann), await readySocket(bob)]
  const before = volleys().length
  const asked = numbers(300).map((number) => {
    const channel = number % 100 === 7 ? 'other' : 'general'
    const kind = number % 40 === 3 ? { kind: 'notice' } : {}
    return send(`r${number}`, { channel, text: `number ${number}`, clientTag: `order ${number}`, ...kind })
  })
  asked.splice(
    150,
    0,
    JSON.stringify({ id: 'topic', do: 'channel.set-topic', with: { channel: 'general', topic: 'x' } }),
  )
  const answers = await together(mine, asked)
  const expected = numbers(300).map((number) => `r${number}`)
  expect(answers.map(({ re }) => re)).toEqual(expected.toSpliced(150, 0, 'topic'))
  const sent = answers.filter(({ re }) => re !== 'topic').map(({ ok }) => ok)
  expect(sent.map((ok) => ok?.message.text)).toEqual(numbers(300).map((number) => `number ${number}`))
  expect(sent.every((ok) => ok?.fresh)).toBe(true)
  await expect.poll(() => textsHeard(his).length).toBe(300)
  expect(textsHeard(his)).toEqual(numbers(300).map((number) => `number ${number}`))
  expect(his.facts('message.sent').map(({ clientTag }) => clientTag)).toEqual(
    numbers(300).map((number) => `order ${number}`),
  )
  expect(his.facts('message.sent').map(messageSaid)).toEqual(sent.map((ok) => ok?.message))
  const inGeneral = sent.filter((ok) => ok?.message.channel === sent[0]?.message.channel)
  const positions = inGeneral.map((ok) => ok?.message.position ?? 0)
  expect(positions).toEqual(positions.toSorted((one, other) => one - other))
  expect(volleys().length).toBeGreaterThan(before)
})

function say(id: number, more: object): string {
  return send(id, { channel: 'general', text: `said ${id}`, ...more })
}

test('what is refused has its own answer in its place, and keeps none of the others back', async () => {
  const socket = await readySocket(ann)
  const answers = await together(socket, [
    say(1, {}),
    say(2, { text: ' \u0007 ' }),
    say(3, { clientTag: 'refused 3' }),
    say(4, { text: 'x'.repeat(301), clientTag: 'refused 4' }),
    say(5, { clientTag: 5 }),
    say(6, { unknown: 'key' }),
    say(7, { clientTag: 'x'.repeat(65) }),
    say(8, { channel: 'nowhere' }),
    say(9, { channel: 'nowhere' }),
    'no JSON',
    say(11, { text: 11 }),
    say(12, { kind: 'shout' }),
    say(13, { clientTag: null }),
    send(14, null),
    send(15, []),
    say(16, { replyTo: 'nothing' }),
    say(17, { clientTag: 'zero \u0000' }),
    say(18, { text: 'https://x/fi\u007fles/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/y' }),
    say(19, {}),
    say(20, {}),
  ])
  expect(answers.map(({ re, ok, error }) => `${String(re)} ${ok?.message.text ?? error?.code}`)).toEqual([
    '1 said 1',
    '2 bad-input',
    '3 said 3',
    '4 message-too-long',
    '5 bad-input',
    '6 said 6',
    '7 bad-input',
    '8 no-such-channel',
    '9 no-such-channel',
    'null not-json',
    '11 bad-input',
    '12 bad-input',
    '13 said 13',
    '14 bad-input',
    '15 bad-input',
    '16 bad-input',
    '17 said 17',
    '18 https://x/files/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/y',
    '19 said 19',
    '20 said 20',
  ])
  const alone = await socket.ask('message.send', { channel: 'general', text: 'x'.repeat(301) })
  expect(answers[3]?.error).toEqual(alone.error)
})

test('a tag that was used, before or among them, answers with the first message and is not heard again (rule D7)', async () => {
  const [mine, his] = [await readySocket(ann), await readySocket(bob)]
  const [first] = await together(mine, [tagged(1, 'again a'), tagged(2, 'again b')])
  const answers = await together(mine, [
    tagged(3, 'again a'),
    tagged(4, 'again c'),
    tagged(5, 'again c'),
    tagged(6, 'again d'),
  ])
  expect(answers.map(({ ok }) => [ok?.fresh, ok?.message.text])).toEqual([
    [false, 'tagged 1'],
    [true, 'tagged 4'],
    [false, 'tagged 4'],
    [true, 'tagged 6'],
  ])
  expect(answers[0]?.ok?.message).toEqual(first?.ok?.message)
  await mine.call('message.send', { channel: 'general', text: 'the last' })
  await expect.poll(() => textsHeard(his)).toContain('the last')
  expect(textsHeard(his)).toEqual(['tagged 1', 'tagged 2', 'tagged 4', 'tagged 6', 'the last'])
})

test('two sockets of one person that send the same tags at once store each of them once', async () => {
  const [one, two, his] = [await readySocket(ann), await readySocket(ann), await readySocket(bob)]
  const asked = numbers(200).map((id) =>
    send(id, { channel: 'general', text: `twice ${id}`, clientTag: `twice ${id}` }),
  )
  const [first, second] = await Promise.all([together(one, asked), together(two, asked)])
  for (const number of numbers(200)) {
    const [here, there] = [first[number]?.ok, second[number]?.ok]
    expect(here?.message.text).toBe(`twice ${number}`)
    expect(there?.message).toEqual(here?.message)
    expect([here?.fresh, there?.fresh].filter(Boolean)).toHaveLength(1)
  }
  await expect.poll(() => textsHeard(his).length).toBe(200)
  expect(new Set(textsHeard(his)).size).toBe(200)
})

test('a bot by its token says what it says as a bot, and nobody who is muted says anything', async () => {
  const { secret } = await ann.call('bot.create', { name: 'parrot' })
  const his = await readySocket(bob)
  await server.command('/mute bob 1h')
  const bot = new ApiSocket(server.place, { Authorization: `Bearer ${secret}` })
  await bot.ready()
  await bot.call('channel.join', { channel: 'general' })
  const asked = numbers(3).map((id) => send(id, { channel: 'general', text: `squawk ${id}` }))
  expect((await together(bot, asked)).map(({ ok }) => ok?.fresh)).toEqual([true, true, true])
  await expect.poll(() => textsHeard(his).length).toBe(3)
  expect(his.facts('message.sent').map(({ fromBot }) => fromBot)).toEqual([true, true, true])
  expect((await together(his, asked)).map(({ re, error }) => [re, error?.code])).toEqual(
    numbers(3).map((id) => [id, 'muted']),
  )
  await server.command('/unmute bob')
})
