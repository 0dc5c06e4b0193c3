/** The HTTP listener at real sockets: its table, its limits, and what is no HTTP. */
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { answerText } from '../../src/net/http.ts'
import { startStopwatch } from '../support/stopwatch.ts'
import { openEchoSockets, TestClient, type EchoSockets } from './echo-door.ts'

function ask({ http }: EchoSockets, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${http.port}${path}`, init)
}

async function openHello() {
  const door = await openEchoSockets()
  door.http.get('/hello', (request, response, from) =>
    answerText(response, 200, `hello ${from.address}${request.url}`),
  )
  return door
}

describe('a request', () => {
  test('is answered by what its path stands for, whatever its query', async () => {
    const door = await openHello()
    const response = await ask(door, '/hello?who=me')
    expect([response.status, await response.text()]).toEqual([200, 'hello 127.0.0.1/hello?who=me\n'])
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const head = await ask(door, '/hello', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('for anything else is refused', async () => {
    const door = await openHello()
    for (const path of ['/', '/hello/', '/%68ello', '/__proto__', '/../hello/..'])
      expect((await ask(door, path)).status).toBe(404)
    expect((await ask(door, '/hello', { method: 'POST', body: 'x' })).status).toBe(405)
  })

  test('that fails costs its own connection only', async () => {
    const door = await openHello()
    door.http.get('/bad', () => {
      throw new Error('door')
    })
    await expect(ask(door, '/bad')).rejects.toThrow('fetch failed')
    expect(door.errors).toHaveLength(1)
    expect((await ask(door, '/hello')).status).toBe(200)
  })

  test('too long in its head is told so', async () => {
    const door = await openHello()
    const client = new TestClient(door.http.port)
    client.say(`GET /hello HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
    await expect.poll(() => client.received).toMatch(/^HTTP\/1\.1 431 /u)
  })

  test('that is none is told so and closed, quietly', async () => {
    const door = await openHello()
    const client = new TestClient(door.http.port)
    client.say('NICK somebody\r\n\r\n')
    await expect.poll(() => client.received).toMatch(/^HTTP\/1\.1 400 /u)
    await expect.poll(() => client.socket.closed).toBe(true)
    expect(door.errors).toEqual([])
  })
})

describe('time', () => {
  test('half a request is cut off after ten seconds, however slowly it goes on', async () => {
    const door = await openHello()
    const client = new TestClient(door.http.port)
    client.say('GET /hello HT')
    await expect.poll(() => door.http.counts.total).toBe(1)
    door.clock.advance(9000)
    client.say('TP/1.1\r\n')
    // When another one has their answer, this has been read too.
    const other = new TestClient(door.http.port)
    other.say('GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    await expect.poll(() => other.ended).toBe(true)
    expect([other.received.includes('hello 127.0.0.1'), client.socket.closed]).toEqual([true, false])
    door.clock.advance(1000)
    await expect.poll(() => client.socket.closed).toBe(true)
    await expect.poll(() => door.http.counts.total).toBe(0)
  })

  test('one who asks again and again stays, and is cut off when they stop', async () => {
    const door = await openHello()
    const client = new TestClient(door.http.port)
    for (let asked = 1; asked <= 3; asked += 1) {
      client.say('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n')
      await expect.poll(() => client.received.split('hello 127.0.0.1').length).toBe(asked + 1)
      door.clock.advance(8000)
    }
    expect(client.socket.closed).toBe(false)
    door.clock.advance(2000)
    await expect.poll(() => client.socket.closed).toBe(true)
  })

  test('a second answer under way has its own time, whenever the first has left', async () => {
    const door = await openHello()
    const [firstLeft, second] = [Promise.withResolvers<void>(), Promise.withResolvers<ServerResponse>()]
    door.http.get('/first', (_, response) => response.once('close', firstLeft.resolve).end('one'))
    door.http.get('/second', (_, response) => second.resolve(response))
    const client = new TestClient(door.http.port)
    client.say('GET /first HTTP/1.1\r\nHost: a\r\n\r\nGET /second HTTP/1.1\r\nHost: a\r\n\r\n')
    const [response] = await Promise.all([second.promise, firstLeft.promise])
    door.clock.advance(20_000)
    response.end('two')
    await expect.poll(() => client.received).toMatch(/one[^]*two/)
  })

  test('an answer that is not read is cut off', async () => {
    const door = await openHello()
    door.http.get('/endless', (_, response) => void response.write(Buffer.alloc(50_000_000)))
    const client = new TestClient(door.http.port)
    client.socket.pause()
    client.say('GET /endless HTTP/1.1\r\nHost: a\r\n\r\n')
    await expect.poll(() => door.http.counts.total).toBe(1)
    await expect.poll(() => client.socket.readableLength).toBeGreaterThan(0)
    // What the network itself holds on the way has got on; after that nothing does.
    door.clock.advance(30_000)
    door.clock.advance(30_000)
    await expect.poll(() => door.http.counts.total).toBe(0)
  })

  test('a request that goes on for long is heard as long as it gets on, and cut off when it does not', async () => {
    const door = await openHello()
    let heard = 0
    door.http.serve((request) => void request.on('data', (part: Buffer) => (heard += part.length)))
    const client = new TestClient(door.http.port)
    client.say('PUT /long HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n')
    for (let part = 1; part <= 4; part += 1) {
      client.say('x'.repeat(40_000))
      await expect.poll(() => heard).toBe(part * 40_000)
      door.clock.advance(30_000)
      expect(client.socket.closed).toBe(false)
    }
    client.say('too little')
    await expect.poll(() => heard).toBe(160_010)
    door.clock.advance(30_000)
    await expect.poll(() => client.socket.closed).toBe(true)
  })
})

test('closing lets an answer under way leave and waits for nobody else', async () => {
  const door = await openHello()
  const begun = Promise.withResolvers<ServerResponse>()
  door.http.get('/slow', (_, response) => {
    response.write('one ')
    begun.resolve(response)
  })
  const idle = new TestClient(door.http.port)
  await once(idle.socket, 'connect')
  const answer = await ask(door, '/slow')
  const stopwatch = startStopwatch()
  const closed = door.http.close(5000)
  await expect.poll(() => idle.socket.closed).toBe(true)
  const response = await begun.promise
  response.end('two')
  expect(await answer.text()).toBe('one two')
  await closed
  expect(stopwatch.stop()).toBeLessThan(1000)
})

test('past the limits there is an answer that says so', async () => {
  const door = await openHello()
  door.limits.connections = 0
  const response = await ask(door, '/hello')
  expect([response.status, await response.text()]).toEqual([503, 'the server is full: try again later\n'])
  door.http.refuse(true)
  expect((await ask(door, '/hello')).status).toBe(503)
})
