/** Who gets a WebSocket, at real sockets: origins, paths, limits, and who speaks for whom. */
import { describe, expect, test } from 'vitest'
import { makeCertificate, TestIdentity } from './certificate.ts'
import { openEchoSockets, TestClient } from './echo-door.ts'
import { versionTwo } from './proxy-bytes.ts'
import { connected, RawSocketClient, SocketClient, text, urlOf } from './websocket-client.ts'

describe('who may connect', () => {
  test('pages of an allowed origin and programs, but no other pages', async () => {
    const door = await openEchoSockets()
    const from = (origin?: string) =>
      new SocketClient(urlOf(door), [text], origin === undefined ? {} : { origin })
    const [program, page, other] = [from(), from('https://chat.example'), from('https://evil.example')]
    await expect.poll(() => [program.isOpen, page.isOpen, other.status]).toEqual([true, true, 403])
    expect(door.connections).toHaveLength(2)
  })

  test('nobody on a path that is not served, nor without the right words', async () => {
    const door = await openEchoSockets()
    expect((await fetch(`http://127.0.0.1:${door.http.port}/chat`)).status).toBe(404)
    const lost = new SocketClient(urlOf(door, '/elsewhere'))
    await expect.poll(() => lost.status).toBe(404)
    const old = new RawSocketClient(door.http.port, ['Sec-WebSocket-Version: 7'])
    await expect.poll(() => old.received.toString()).toMatch(/^HTTP\/1\.1 4/u)
    expect(door.errors).toEqual([])
  })

  test('every path, where the door says so', async () => {
    const door = await openEchoSockets({ sockets: { path: null } })
    const client = new SocketClient(urlOf(door, '/any/where?at=all'))
    await expect.poll(() => client.isOpen).toBe(true)
  })

  test('a door that fails to open a connection loses that one only', async () => {
    const door = await openEchoSockets({ handlers: { opened: failsOnce() } })
    const refused = new SocketClient(urlOf(door))
    await expect.poll(() => refused.closed?.code).toBe(1006)
    const client = new SocketClient(urlOf(door))
    await expect.poll(() => client.isOpen).toBe(true)
    client.socket.send('hello')
    await expect.poll(() => client.received).toEqual(['hello'])
    expect(door.errors).toHaveLength(1)
    expect(door.http.counts.total).toBe(1)
  })

  test('as many as the limits allow', async () => {
    const door = await openEchoSockets({ limits: { connectionsPerAddress: 1 } })
    await connected(door)
    const second = new SocketClient(urlOf(door))
    await expect.poll(() => second.status).toBe(429)
    door.limits.connections = 1
    const third = new SocketClient(urlOf(door))
    await expect.poll(() => third.status).toBe(503)
  })
})

/** Whom the proxies below trust. */
function isProxy(address: string): boolean {
  return address === '127.0.0.1' || address === '10.0.0.1'
}

function failsOnce() {
  let failures = 1
  return () => {
    if ((failures -= 1) >= 0) throw new Error('door')
    return { lines: [] }
  }
}

describe('through others', () => {
  test('with TLS the connection is secure', async () => {
    const tls = new TestIdentity(await makeCertificate('chat.example'))
    const door = await openEchoSockets({ http: { tls } })
    const url = urlOf(door).replace('ws:', 'wss:')
    const client = new SocketClient(url, [text], { rejectUnauthorized: false })
    await expect.poll(() => client.isOpen).toBe(true)
    client.socket.send('hello')
    await expect.poll(() => client.received).toEqual(['hello'])
    expect(door.connections[0]?.secure).toBe(true)
    const noTls = new SocketClient(urlOf(door))
    await expect.poll(() => noTls.closed?.code).toBe(1006)
    expect(door.errors).toEqual([])
  })

  test('a trusted proxy says who the client is and whether it came over TLS', async () => {
    const door = await openEchoSockets({
      http: { trustsProxy: isProxy },
      limits: { connectionsPerAddress: 1 },
    })
    const through = (address: string) => {
      const headers = { 'X-Forwarded-For': `6.6.6.6, ${address}, 10.0.0.1`, 'X-Forwarded-Proto': 'https' }
      return new SocketClient(urlOf(door), [text], { headers })
    }
    const first = through('203.0.113.7')
    await expect.poll(() => first.isOpen).toBe(true)
    expect(door.connections[0]).toMatchObject({ address: '203.0.113.7', secure: true })
    const again = through('203.0.113.7')
    const other = through('2001:DB8::7')
    await expect.poll(() => [again.status, other.isOpen]).toEqual([429, true])
    expect(door.connections[1]?.address).toBe('2001:db8::7')
    first.socket.close()
    await expect.poll(() => door.http.counts.from('203.0.113.7')).toBe(0)
  })

  test('nobody else is believed', async () => {
    const door = await openEchoSockets()
    const headers = { 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-Proto': 'https' }
    const client = new SocketClient(urlOf(door), [text], { headers })
    await expect.poll(() => client.isOpen).toBe(true)
    expect(door.connections[0]).toMatchObject({ address: '127.0.0.1', secure: false })
  })

  test('a PROXY header comes before the request', async () => {
    const door = await openEchoSockets({ http: { proxy: { required: true, trusts: () => true } } })
    const client = new TestClient(door.http.port)
    const addresses = Buffer.from([203, 0, 113, 7, 192, 0, 2, 1, 1, 2, 3, 4])
    client.socket.write(
      Buffer.concat([versionTwo(0x21, 0x11, addresses), Buffer.from('GET /chat HTTP/1.1\r\n')]),
    )
    client.say(
      'Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
    await expect.poll(() => client.received).toMatch(/^HTTP\/1\.1 101/u)
    expect(door.connections[0]?.address).toBe('203.0.113.7')
  })
})
