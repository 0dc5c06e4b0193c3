/** The WebSocket of the API: order, faults, resuming after an interruption, slow and silent clients, the end. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from '../../../door/line-client.ts'
import { ManualClock } from '../../../support/manual-clock.ts'
import { startApi, type Page, type ApiServer } from './api-server.ts'
import { ApiSocket } from './api-socket.ts'

let server: ApiServer
let ann: Page
let bob: Page

beforeAll(async () => {
  server = await startApi()
  ann = await server.register('ann')
  bob = await server.register('bob')
})

afterAll(() => server.stop())

async function readySocket(page: Page): Promise<ApiSocket> {
  const socket = page.socket()
  await socket.ready()
  return socket
}

describe('a request', () => {
  test('is answered in its turn, the next ones behind it', async () => {
    const socket = await readySocket(ann)
    const asked = ['channel.list', 'message.search', 'channel.list-members', 'nonsense.call', 'user.show']
    for (const [index, name] of asked.entries())
      socket.socket.send(
        JSON.stringify({ id: `r${index}`, do: name, with: { channel: 'general', text: 'x', name: 'ann' } }),
      )
    await expect.poll(() => socket.told.filter((one) => 're' in one).length).toBe(asked.length)
    expect(socket.told.flatMap((one) => ('re' in one ? [one.re] : []))).toEqual(
      asked.map((_, index) => `r${index}`),
    )
  })

  test.each([
    ['no JSON', 'garbage', null],
    ['no object', '[1]', null],
    ['null', 'null', null],
    ['nothing', '', null],
    ['without an id', '{"do":"channel.list"}', null],
    ['with an id of another kind', '{"id":{"a":1},"do":"channel.list"}', null],
    ['with an id that is too long', JSON.stringify({ id: 'x'.repeat(65), do: 'channel.list' }), null],
    ['without a call', '{"id":7}', 7],
    ['that inherits from nothing', '{"id":8,"do":"__proto__"}', 8],
    ['for what only objects have', '{"id":9,"do":"constructor"}', 9],
  ])('that is %s is refused, and the next one is answered', async (_what, text, re) => {
    const socket = await readySocket(ann)
    const before = socket.told.length
    socket.socket.send(text)
    expect(await socket.ask('channel.list', {})).toHaveProperty('ok')
    const answers = socket.told.slice(before).filter((one) => 're' in one)
    expect(answers[0]).toMatchObject({
      re,
      error: { code: expect.stringMatching(/^(not-json|no-such-call)$/) },
    })
  })

  test('that is too long is refused, or ends the socket, and harms nobody', async () => {
    const socket = await readySocket(ann)
    const other = await readySocket(bob)
    socket.socket.send(
      JSON.stringify({ id: 1, do: 'message.send', with: { channel: 'general', text: 'x'.repeat(70_000) } }),
    )
    await expect.poll(() => socket.closed !== null || socket.told.some((one) => 're' in one)).toBe(true)
    expect(await other.ask('channel.list', {})).toHaveProperty('ok')
  })

  test('with a wrong input is told what is wrong', async () => {
    const socket = await readySocket(ann)
    expect(await socket.ask('message.send', { channel: 'general' })).toMatchObject({
      error: { code: 'bad-input' },
    })
    expect(await socket.ask('message.send', { channel: 'nowhere', text: 'x' })).toMatchObject({
      error: {
        code: 'no-such-channel',
        message: 'no such channel: nowhere',
        details: { channel: 'nowhere' },
      },
    })
    expect(await socket.ask('message.send', 'text')).toMatchObject({ error: { code: 'bad-input' } })
  })
})

describe('whoever comes back', () => {
  test('gets exactly what it missed: messages, edits, deletions and reactions, in order, and nothing twice', async () => {
    const first = await readySocket(ann)
    const { message: kept } = await first.call('message.send', { channel: 'general', text: 'kept' })
    const { message: edited } = await first.call('message.send', { channel: 'general', text: 'to be edited' })
    const { message: gone } = await first.call('message.send', {
      channel: 'general',
      text: 'to be taken back',
    })
    const position = gone.position
    first.socket.terminate()

    await bob.call('message.send', { channel: 'general', text: 'meanwhile' })
    await ann.call('message.edit', { channel: 'general', message: edited.id, text: 'edited' })
    await ann.call('message.delete', { channel: 'general', message: gone.id })
    await bob.call('message.react', { channel: 'general', message: kept.id, reaction: '👍' })

    const again = await readySocket(ann)
    const own = (await again.ready()).channels.find(({ channel }) => channel.name === 'general')
    expect(own?.channel.lastPosition).toBe(position + 4)
    const { changes, position: upTo } = await again.call('message.list-changes', {
      channel: 'general',
      after: position,
    })
    expect(upTo).toBe(position + 4)
    expect(changes).toMatchObject([
      { kind: 'message', position: position + 1, message: { text: 'meanwhile' } },
      { kind: 'message', position: position + 2, message: { text: 'edited' } },
      { kind: 'message', position: position + 3, message: { text: '', id: gone.id } },
      { kind: 'reaction', position: position + 4, message: kept.id, reaction: '👍', added: true },
    ])
    await bob.call('message.send', { channel: 'general', text: 'live again' })
    await expect.poll(() => again.facts('message.sent').map(({ position: at }) => at)).toEqual([position + 5])
  })

  test('and sends again what was not answered posts it once', async () => {
    const input = { channel: 'general', text: 'once', clientTag: 'tag-of-ann-1' }
    const socket = await readySocket(bob)
    const sent = await Promise.all(
      [1, 2, 3].map(async () => (await ann.call('message.send', input)).message.id),
    )
    expect(new Set(sent).size).toBe(1)
    await bob.call('message.send', { channel: 'general', text: 'after' })
    await expect
      .poll(() => socket.facts('message.sent').map(({ message }) => message.text))
      .toEqual(['once', 'after'])
  })
})

test('what a page was sent is unread until it says that it was read, whatever other clients come', async () => {
  const reader = await server.register('reader')
  const page = await readySocket(reader)
  const { message } = await ann.call('message.send', { channel: 'general', text: 'while nobody looks' })
  await expect.poll(() => page.facts('message.sent').length).toBe(1)
  const terminal = await signIn(server.inner.port, 'reader')
  await terminal.waitFor(/you missed 1 message in #general/)
  const unread = async () => (await page.call('channel.list-own', {})).channels.map(({ unread }) => unread)
  expect(await unread()).toEqual([1])
  await page.call('message.mark-read', {
    positions: [{ channel: message.channel, position: message.position }],
  })
  expect(await unread()).toEqual([0])
  await expect.poll(() => page.facts('read.marked')).toMatchObject([{ readPosition: message.position }])
  terminal.end()
})

test('whoever is muted is told so when they come', async () => {
  const page = await server.register('loud')
  await server.command('/mute loud 60 too loud')
  const { mute } = await (await readySocket(page)).ready()
  expect(mute?.reason).toBe('too loud')
  expect(mute?.until).toBeGreaterThan(Date.now())
  await server.command('/unmute loud')
  expect((await (await readySocket(page)).ready()).mute).toBeNull()
})

test('a fact reaches everybody in the channel, and carries the mark of its sender', async () => {
  const [one, two] = [await readySocket(ann), await readySocket(bob)]
  await one.call('message.send', { channel: 'general', text: 'hello both', clientTag: 'mark' })
  for (const socket of [one, two]) {
    await expect
      .poll(() => socket.facts('message.sent').at(-1))
      .toMatchObject({
        clientTag: 'mark',
        message: { text: 'hello both', author: { name: 'ann' } },
      })
  }
})

test('a client that does not read is closed with a reason that says "come back", and loses nothing', async () => {
  const tight = await startApi(['limits.outboxBytes=65536'])
  try {
    const reader = await tight.register('reader')
    const writer = await tight.register('writer')
    const socket = reader.socket()
    await socket.ready()
    socket.socket.pause()
    const writing = writer.socket()
    await writing.ready()
    const text = '𐍈'.repeat(4000)
    const isClosed = () =>
      tight.inner.log.some(
        ({ message, fields }) => message === 'disconnected' && fields['because'] === 'slow',
      )
    while (!isClosed()) await writing.call('message.send', { channel: 'general', text })
    socket.socket.resume()
    const { code } = await socket.ended()
    expect([1006, 4001]).toContain(code)
    const seen = Math.max(0, ...socket.facts('message.sent').map(({ position }) => position))
    const again = reader.socket()
    const own = (await again.ready()).channels[0]
    const { changes } = await again.call('message.list-changes', { channel: 'general', after: seen })
    expect(seen + changes.length).toBeLessThanOrEqual(own?.channel.lastPosition ?? 0)
    expect(changes[0]?.position).toBe(seen + 1)
  } finally {
    await tight.stop()
  }
})

test('an answer may be longer than what may wait for a client', async () => {
  const tight = await startApi(['limits.outboxBytes=65536'])
  try {
    const page = await tight.register('ann')
    const socket = page.socket()
    await socket.ready()
    for (let n = 0; n < 190; n += 1) {
      const { channel } = await socket.call('channel.create', { name: `channel-${n}` })
      await socket.call('channel.set-topic', { channel: channel.id, topic: 't'.repeat(380) })
    }
    const { channels } = await socket.call('channel.list', {})
    expect(JSON.stringify(channels).length).toBeGreaterThan(65_536)
    const again = page.socket()
    expect((await again.ready()).channels.length).toBe(191)
  } finally {
    await tight.stop()
  }
})

describe('a silent socket', () => {
  test('is asked for a sign of life, and closed when it gives none', async () => {
    const clock = new ManualClock()
    const quiet = await startApi(['limits.signInSeconds=20'], { clock })
    try {
      const page = await quiet.register('ann')
      const socket = page.socket()
      await socket.ready()
      const pings: string[] = []
      socket.socket.on('ping', () => pings.push('ping'))
      clock.advance(31_000)
      await expect.poll(() => pings).toEqual(['ping'])
      // It answered by itself.
      await socket.call('channel.list', {})
      const visitor = new ApiSocket(quiet.place)
      await visitor.opened()
      await expect.poll(() => visitor.events.length).toBe(1)
      clock.advance(21_000)
      expect(await visitor.ended()).toMatchObject({ code: 4003 })
    } finally {
      await quiet.stop()
    }
  })
})

test('at the end of the server everybody is told, and told to come back', async () => {
  const ending = await startApi()
  const page = await ending.register('ann')
  const socket = page.socket()
  await socket.ready()
  await ending.stop()
  expect(await socket.ended()).toMatchObject({ code: 4000 })
  expect(socket.events.at(-1)).toMatchObject({ event: 'shutdown.started' })
})
