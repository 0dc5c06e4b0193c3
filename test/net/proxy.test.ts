/** Ports behind a proxy, over real sockets: who is believed, and what happens to those who are not. */
import { once } from 'node:events'
import { connect } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConnectionCounts } from '../../src/net/connection-counts.ts'
import { startStopwatch } from '../support/stopwatch.ts'
import { makeCertificate, TestIdentity } from './certificate.ts'
import { openEchoDoor, TestClient } from './echo-door.ts'
import { versionTwo } from './proxy-bytes.ts'

const proxy = { required: true, trusts: (address: string) => address === '127.0.0.1' }
const from = (address: string) => `PROXY TCP4 ${address} 192.0.2.1 56324 6697\r\n`

function openBehindProxy(changes: Parameters<typeof openEchoDoor>[0] = {}) {
  return openEchoDoor({ proxy, ...changes })
}

describe('behind a trusted proxy', () => {
  test('a connection has the address that was announced', async () => {
    const door = await openBehindProxy()
    const client = new TestClient(door.listener.port)
    client.say(`${from('203.0.113.7')}hello\n`)
    await expect.poll(() => client.received).toBe('hello\n')
    expect(door.connections[0]).toMatchObject({ address: '203.0.113.7', secure: false })
  })

  test('the header may come a byte at a time, and what is said goes on after it', async () => {
    const door = await openBehindProxy()
    const client = new TestClient(door.listener.port)
    client.socket.setNoDelay(true)
    for (const byte of `${from('203.0.113.7')}hello\nwor`) {
      client.say(byte)
      await new Promise(setImmediate)
    }
    await expect.poll(() => client.received).toBe('hello\n')
    client.say('ld\n')
    await expect.poll(() => client.received).toBe('hello\nworld\n')
  })

  test('the proxy says whether it was reached with TLS', async () => {
    const door = await openBehindProxy()
    const client = new TestClient(door.listener.port)
    const addresses = Buffer.from([203, 0, 113, 7, 192, 0, 2, 1, 1, 2, 3, 4])
    const tls = Buffer.from([0x20, 0, 5, 0x01, 0, 0, 0, 0])
    client.socket.write(Buffer.concat([versionTwo(0x21, 0x11, addresses, tls), Buffer.from('hello\n')]))
    await expect.poll(() => client.received).toBe('hello\n')
    expect(door.connections[0]).toMatchObject({ address: '203.0.113.7', secure: true })
  })

  test('a proxy that speaks for itself keeps its own address', async () => {
    const door = await openBehindProxy()
    const client = new TestClient(door.listener.port)
    client.socket.write(versionTwo(0x20, 0x00))
    client.say('hello\n')
    await expect.poll(() => client.received).toBe('hello\n')
    expect(door.connections[0]?.address).toBe('127.0.0.1')
  })

  test('the limit of an address is that of the one announced', async () => {
    const counts = new ConnectionCounts()
    const door = await openBehindProxy({ counts, limits: { connectionsPerAddress: 1 } })
    const announce = (address: string) => {
      const client = new TestClient(door.listener.port)
      client.say(from(address))
      return client
    }
    announce('203.0.113.7').say('a\n')
    await expect.poll(() => counts.from('203.0.113.7')).toBe(1)
    const again = announce('203.0.113.7')
    const other = announce('203.0.113.8')
    other.say('hello\n')
    await expect
      .poll(() => [again.received, other.received])
      .toEqual(['! too many from your address\n', 'hello\n'])
    await expect.poll(() => [counts.total, counts.from('127.0.0.1')]).toEqual([2, 0])
  })

  test('the header comes before TLS, whose first bytes may come with it', async () => {
    const tls = new TestIdentity(await makeCertificate('chat.example'))
    const door = await openBehindProxy({ tls })
    const raw = new TestClient(door.listener.port)
    raw.socket.removeAllListeners('data')
    raw.socket.cork()
    raw.say(from('203.0.113.7'))
    const secure = connect({ socket: raw.socket, rejectUnauthorized: false })
    secure.on('error', () => {})
    onTestFinished(() => void secure.destroy())
    process.nextTick(() => raw.socket.uncork())
    await once(secure, 'secureConnect')
    secure.write('hello\n')
    expect(String(await once(secure, 'data'))).toBe('hello\n')
    expect(door.connections[0]).toMatchObject({ address: '203.0.113.7', secure: true })
  })
})

describe('what is no header', () => {
  test.each([
    ['another greeting', 'NICK somebody\r\n'],
    ['a header that is too long', `PROXY UNKNOWN ${'x'.repeat(100_000)}`],
    ['nonsense', Buffer.alloc(100_000, 0x0d)],
  ])('%s is closed without a word', async (_, bytes) => {
    const counts = new ConnectionCounts()
    const door = await openBehindProxy({ counts })
    const client = new TestClient(door.listener.port)
    client.socket.write(bytes)
    await expect.poll(() => client.socket.closed).toBe(true)
    expect([client.received, door.connections]).toEqual(['', []])
    await expect.poll(() => counts.total).toBe(0)
  })

  test('half a header is cut off after five seconds, however slowly it goes on', async () => {
    const counts = new ConnectionCounts()
    const door = await openBehindProxy({ counts })
    const client = new TestClient(door.listener.port)
    client.say('PROXY TCP4 203.0')
    await expect.poll(() => counts.total).toBe(1)
    door.clock.advance(4000)
    client.say('.113')
    // When another one has their answer, this has been read too.
    const other = new TestClient(door.listener.port)
    other.say(`${from('203.0.113.8')}hello\n`)
    await expect.poll(() => other.received).toBe('hello\n')
    expect(client.socket.closed).toBe(false)
    other.socket.destroy()
    await expect.poll(() => counts.total).toBe(1)
    door.clock.advance(1000)
    await expect.poll(() => client.socket.closed).toBe(true)
    await expect.poll(() => counts.total).toBe(0)
    expect(door.debugged).toEqual([{ address: '127.0.0.1', because: 'no header in time' }])
  })

  test('a client that leaves before its header leaves nothing behind', async () => {
    const counts = new ConnectionCounts()
    const door = await openBehindProxy({ counts })
    const client = new TestClient(door.listener.port)
    client.socket.end('PROXY ')
    await expect.poll(() => door.debugged.length).toBe(1)
    await expect.poll(() => counts.total).toBe(0)
  })

  test('closing does not wait for it', async () => {
    const door = await openBehindProxy()
    const client = new TestClient(door.listener.port)
    client.say('PROXY ')
    await once(client.socket, 'connect')
    const stopwatch = startStopwatch()
    await door.listener.close(60_000)
    expect(stopwatch.stop()).toBeLessThan(1000)
  })
})

test('whoever is no trusted proxy is closed, whatever they announce', async () => {
  const door = await openBehindProxy({ proxy: { required: true, trusts: () => false } })
  const client = new TestClient(door.listener.port)
  client.say(`${from('203.0.113.7')}hello\n`)
  await expect.poll(() => client.socket.closed).toBe(true)
  expect([client.received, door.connections]).toEqual(['', []])
  const words = 'a connection that must come through a proxy was closed: it came from none of server.proxies'
  const warning = `${words} {"address":"127.0.0.1"}`
  expect(door.warned).toEqual([warning])
  await once(new TestClient(door.listener.port).socket, 'close')
  expect(door.debugged).toEqual([{ address: '127.0.0.1', because: 'not a trusted proxy' }])
  expect(door.warned).toEqual([warning])
  door.clock.advance(60_000)
  await once(new TestClient(door.listener.port).socket, 'close')
  expect(door.warned).toEqual([warning, warning])
})

test('without a proxy a header is a line like every other', async () => {
  const door = await openEchoDoor({ proxy: { ...proxy, required: false } })
  const client = new TestClient(door.listener.port)
  client.say(from('203.0.113.7'))
  await expect.poll(() => client.received).toMatch(/^PROXY TCP4/u)
  expect(door.connections[0]?.address).toBe('127.0.0.1')
})

describe('a port for some addresses', () => {
  test('tells the others and closes', async () => {
    const door = await openEchoDoor({ accepts: (address) => address === '127.0.0.1' })
    const stranger = new TestClient(door.listener.port, { host: '127.0.0.1', localAddress: '127.0.0.9' })
    await expect.poll(() => stranger.ended).toBe(true)
    expect(stranger.received).toBe('! not from there\n')
    const client = new TestClient(door.listener.port)
    client.say('hello\n')
    await expect.poll(() => client.received).toBe('hello\n')
  })
})

test('listeners that share their counts are limited together', async () => {
  const counts = new ConnectionCounts()
  const one = await openEchoDoor({ counts, limits: { connections: 2 } })
  const other = await openEchoDoor({ counts, limits: { connections: 2 } })
  const clients = [new TestClient(one.listener.port), new TestClient(other.listener.port)]
  await expect.poll(() => counts.total).toBe(2)
  const third = new TestClient(one.listener.port)
  await expect.poll(() => third.received).toBe('! full\n')
  clients[1]?.socket.destroy()
  await expect.poll(() => counts.total).toBe(1)
  const fourth = new TestClient(one.listener.port)
  fourth.say('hello\n')
  await expect.poll(() => fourth.received).toBe('hello\n')
})
