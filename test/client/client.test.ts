/** The client package against a real server: typed calls, facts in order, nothing lost or doubled through interruptions. */
import { once } from 'node:events'
import { createServer, connect, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { CallRefused, Parlance } from '../../client/src/index.ts'
import { startApi, type ApiServer } from '../protocols/api/door/api-server.ts'

let server: ApiServer

beforeAll(async () => {
  server = await startApi()
})

afterAll(() => server.stop())

async function tokenOf(name: string): Promise<string> {
  const page = await server.register(name)
  return (await page.call('token.create', { name: 'client' })).secret
}

function clientOf(token: string, place = server.place): Parlance {
  const client = new Parlance({ server: `http://${place}`, token })
  onTestFinished(() => client.close())
  return client
}

/** The way to the server, which can be cut. */
async function line(): Promise<{ readonly place: string; cut(): void }> {
  const [host = '', port = ''] = server.place.split(':')
  const sockets = new Set<Socket>()
  const listener: Server = createServer((from) => {
    const to = connect(Number(port), host)
    for (const socket of [from, to]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => void [from, to].map((one) => one.destroy()))
    }
    from.pipe(to).pipe(from)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    listener.close()
  })
  const address = listener.address()
  return {
    place: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    cut() {
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
  }
}

test('says and hears, and is refused with a code and a sentence', async () => {
  const [ann, bob] = [clientOf(await tokenOf('ann')), clientOf(await tokenOf('bob'))]
  const heard: string[] = []
  bob.on('message.sent', ({ message }) => heard.push(`${message.author.name}: ${message.text}`))
  const ready = Promise.withResolvers<void>()
  bob.on('ready', () => ready.resolve())
  bob.open()
  await ready.promise
  const whole: unknown[] = []
  bob.on('message.sent', ({ message, inReplyTo, fromBot }) => whole.push({ message, inReplyTo, fromBot }))
  const { message } = await ann.say('general', 'hello')
  await expect.poll(() => heard).toEqual(['ann: hello'])
  expect(whole).toEqual([{ message, inReplyTo: null, fromBot: false }])
  await expect(ann.call('channel.join', { channel: 'nowhere' })).rejects.toThrow(CallRefused)
  await expect(ann.call('channel.join', { channel: 'nowhere' })).rejects.toMatchObject({
    code: 'no-such-channel',
    message: 'no such channel: nowhere',
  })
})

test('hears everything once and in order, however often the line is cut', async () => {
  const cuttable = await line()
  const [cleo, dora] = [clientOf(await tokenOf('cleo')), clientOf(await tokenOf('dora'), cuttable.place)]
  await cleo.call('channel.create', { name: 'cut' })
  await dora.call('channel.join', { channel: 'cut' })
  const eve = clientOf(await tokenOf('eve'))
  const heard: { readonly position: number; readonly what: string }[] = []
  const note =
    (what: string) => (fact: { readonly position: number; readonly channel: { readonly name: string } }) => {
      if (fact.channel.name === 'cut') heard.push({ position: fact.position, what })
    }
  for (const name of ['message.sent', 'message.edited', 'message.deleted', 'message.reacted'] as const)
    dora.on(name, note(name))
  let [readies, left] = [0, 0]
  dora.on('ready', () => (readies += 1))
  dora.on('member.left', () => (left += 1))
  dora.open()
  await expect.poll(() => readies).toBe(1)
  for (let round = 1; round <= 6; round += 1) {
    const said: string[] = []
    for (let n = 1; n <= 10; n += 1) said.push((await cleo.say('cut', `line ${round}.${n}`)).message.id)
    await expect.poll(() => readies).toBe(round)
    // Somebody else who comes and goes changes nothing of what one has to hear.
    await eve.call('channel.join', { channel: 'cut' })
    await eve.call('channel.leave', { channel: 'cut' })
    await expect.poll(() => left).toBe(round)
    cuttable.cut()
    await cleo.call('message.edit', { channel: 'cut', message: said[7] ?? '', text: `edited ${round}` })
    await cleo.call('message.react', { channel: 'cut', message: said[8] ?? '', reaction: '👍' })
  }
  const { channel } = await cleo.call('channel.show', { channel: 'cut' })
  await expect.poll(() => heard.at(-1)?.position, { timeout: 20_000 }).toBe(channel.lastPosition)
  const positions = heard.map(({ position }) => position)
  expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => one - other))
  expect(heard.filter(({ what }) => what === 'message.reacted').length).toBe(6)
}, 40_000)

test('a send that is not answered is sent again, and posted once', async () => {
  const cuttable = await line()
  const emil = clientOf(await tokenOf('emil'), cuttable.place)
  const sending = [1, 2, 3, 4, 5].map(async (n) => emil.say('general', `again ${n}`))
  cuttable.cut()
  await Promise.all(sending)
  const { messages } = await emil.call('message.read-history', { channel: 'general', limit: 50 })
  const texts = messages.map(({ text }) => text).filter((text) => text.startsWith('again'))
  expect(texts.toSorted()).toEqual([1, 2, 3, 4, 5].map((n) => `again ${n}`))
})

test('whoever is not to come back does not', async () => {
  const page = await server.register('fay')
  const { secret, token } = await page.call('token.create', { name: 'client' })
  const fay = clientOf(secret)
  const ready = Promise.withResolvers<void>()
  fay.on('ready', () => ready.resolve())
  fay.open()
  await ready.promise
  const ended = fay.ended.catch(String)
  await page.call('token.revoke', { token: token.id })
  expect(await ended).toMatch(/signed out/)
})

/** A server that answers the sign-ins of its sockets with these, one after the other. */
async function serverThatAnswers(answers: readonly object[]): Promise<string> {
  const listener = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => listener.close())
  let next = 0
  listener.on('connection', (socket) => {
    socket.send(JSON.stringify({ event: 'hello', server: {}, user: null }))
    socket.on('message', () => {
      const answer = answers[next] ?? {}
      next += 1
      socket.send(JSON.stringify({ re: 'sign-in', ...answer }))
      if (!('error' in answer))
        socket.send(JSON.stringify({ event: 'ready', user: { id: 'u' }, channels: [] }))
    })
  })
  await once(listener, 'listening')
  const address = listener.address()
  return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const refusal = (code: string) => ({ error: { code, message: 'not now', details: {} } })

test('a sign-in that cannot be answered just now is tried again', async () => {
  const busy = await serverThatAnswers([refusal('storage-unavailable'), refusal('busy'), { ok: {} }])
  const client = clientOf('plt_any', busy)
  const ready = Promise.withResolvers<void>()
  client.on('ready', () => ready.resolve())
  client.open()
  await ready.promise
})

test('a sign-in that is refused for good ends it', async () => {
  const client = clientOf('plt_gone', await serverThatAnswers([refusal('token-not-valid')]))
  client.open()
  await expect(client.ended).rejects.toMatchObject({ code: 'token-not-valid' })
})
