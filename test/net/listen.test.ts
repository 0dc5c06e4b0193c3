/** Ports: clear errors, limits, refusing, closing. */
import { describe, expect, test } from 'vitest'
import { ListenError, plainAddress } from '../../src/net/listen.ts'
import { openEchoDoor, TestClient } from './echo-door.ts'

describe('a port that cannot be opened', () => {
  test('is named with what to change when it is in use', async () => {
    const { listener } = await openEchoDoor()
    const second = openEchoDoor({ port: listener.port })
    await expect(second).rejects.toThrow(ListenError)
    await expect(second).rejects.toThrow(
      `cannot listen on 127.0.0.1:${listener.port}: the port is in use: stop the other program or choose another port`,
    )
  })

  test('is named when the machine does not have the address', async () => {
    await expect(openEchoDoor({ host: '192.0.2.1' })).rejects.toThrow(
      /^cannot listen on 192\.0\.2\.1:0: this machine does not have that address/u,
    )
  })
})

test('the address says where it listens', async () => {
  const { listener } = await openEchoDoor()
  expect(listener.address).toBe(`127.0.0.1:${listener.port}`)
})

test('mapped IPv4 addresses are written as IPv4', () => {
  expect(plainAddress('::ffff:203.0.113.9')).toBe('203.0.113.9')
  expect(plainAddress('2001:db8::1')).toBe('2001:db8::1')
  expect(plainAddress(undefined)).toBeNull()
})

describe('limits', () => {
  test('past the number of connections one line says so; a place that is freed can be taken', async () => {
    const { listener } = await openEchoDoor({ limits: { connections: 2 } })
    const clients = [new TestClient(listener.port), new TestClient(listener.port)]
    await expect.poll(() => listener.connections.size).toBe(2)
    const third = new TestClient(listener.port)
    await expect.poll(() => third.ended).toBe(true)
    expect(third.received).toBe('! full\n')
    clients[0]?.socket.end()
    await expect.poll(() => listener.connections.size).toBe(1)
    const fourth = new TestClient(listener.port)
    fourth.say('hello\n')
    await expect.poll(() => fourth.received).toBe('hello\n')
  })

  test('past the number from one address others are still let in', async () => {
    const { listener } = await openEchoDoor({ limits: { connectionsPerAddress: 1 } })
    const first = new TestClient(listener.port)
    await expect.poll(() => listener.connections.size).toBe(1)
    expect(first.ended).toBe(false)
    const second = new TestClient(listener.port)
    await expect.poll(() => second.received).toBe('! too many from your address\n')
    const elsewhere = new TestClient(listener.port, { host: '127.0.0.1', localAddress: '127.0.0.2' })
    elsewhere.say('hello\n')
    await expect.poll(() => elsewhere.received).toBe('hello\n')
    await expect.poll(() => second.ended).toBe(true)
  })

  test('are read anew for every connection', async () => {
    const { listener, limits } = await openEchoDoor({ limits: { connections: 1 } })
    const first = new TestClient(listener.port)
    await expect.poll(() => listener.connections.size).toBe(1)
    expect(first.ended).toBe(false)
    limits.connections = 2
    const second = new TestClient(listener.port)
    second.say('hello\n')
    await expect.poll(() => second.received).toBe('hello\n')
  })
})

test('while refusing, new connections are told and those that are there stay', async () => {
  const { listener } = await openEchoDoor()
  const first = new TestClient(listener.port)
  await expect.poll(() => listener.connections.size).toBe(1)
  listener.refuse(true)
  const second = new TestClient(listener.port)
  await expect.poll(() => second.received).toBe('! going down\n')
  listener.refuse(false)
  const third = new TestClient(listener.port)
  first.say('one\n')
  third.say('three\n')
  await expect.poll(() => [first.received, third.received]).toEqual(['one\n', 'three\n'])
})

describe('closing', () => {
  test('lets what was sent leave', async () => {
    const { listener, connections } = await openEchoDoor()
    const client = new TestClient(listener.port)
    await expect.poll(() => connections.length).toBe(1)
    connections[0]?.send(Buffer.alloc(300_000, 'x'))
    await listener.close(5000)
    await expect.poll(() => client.ended).toBe(true)
    expect(client.received).toHaveLength(300_000)
  })

  test('does not wait for a peer that has its last words and keeps its side open', async () => {
    const { listener } = await openEchoDoor()
    const client = new TestClient(listener.port, { allowHalfOpen: true })
    await expect.poll(() => listener.connections.size).toBe(1)
    const started = performance.now()
    await listener.close(60_000)
    expect(performance.now() - started).toBeLessThan(5000)
    await expect.poll(() => client.ended).toBe(true)
  })

  test('cuts off those who do not read when its time is up', async () => {
    const { listener, connections, log } = await openEchoDoor({ ceilingBytes: 1e9 })
    const client = new TestClient(listener.port)
    client.socket.pause()
    await expect.poll(() => connections.length).toBe(1)
    connections[0]?.send(Buffer.alloc(50_000_000))
    await listener.close(200)
    expect(log).toEqual(['closed server'])
  })
})
