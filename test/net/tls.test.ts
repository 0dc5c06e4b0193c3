/** TLS ports over real sockets: certificates of both sides, live changes, and clients that are no TLS clients. */
import { once } from 'node:events'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ConnectionCounts } from '../../src/net/connection-counts.ts'
import { startStopwatch } from '../support/stopwatch.ts'
import { makeCertificate, TestIdentity, type TestCertificate } from './certificate.ts'
import { openEchoDoor, TestClient } from './echo-door.ts'

let first: TestCertificate
let second: TestCertificate
let client: TestCertificate

beforeAll(async () => {
  first = await makeCertificate('chat.example')
  second = await makeCertificate('new.example')
  client = await makeCertificate('somebody')
})

class TlsClient {
  readonly socket: TLSSocket
  received = ''
  ended = false

  constructor(port: number, options: ConnectionOptions = {}) {
    this.socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options })
    this.socket.on('data', (bytes: Buffer) => (this.received += bytes.toString()))
    this.socket.on('close', () => (this.ended = true))
    this.socket.on('error', () => {})
    onTestFinished(() => void this.socket.destroy())
  }

  get serverName(): string | undefined {
    return this.socket.getPeerX509Certificate()?.subject
  }
}

function openTlsDoor(changes: Parameters<typeof openEchoDoor>[0] = {}) {
  return openEchoDoor({ tls: new TestIdentity(first), ...changes })
}

describe('a TLS client', () => {
  test('is served like every other, and its connection is secure', async () => {
    const door = await openTlsDoor()
    const { socket } = new TlsClient(door.listener.port)
    const answer = once(socket, 'data')
    socket.write('hello\n')
    expect(String(await answer)).toBe('hello\n')
    expect(door.connections[0]).toMatchObject({
      secure: true,
      certificateFingerprint: null,
      framing: 'lines',
      address: '127.0.0.1',
    })
  })

  test('is known by the certificate it shows, whoever signed it; none is needed', async () => {
    const door = await openTlsDoor({ requestCertificates: true })
    const { key, cert } = client
    const known = new TlsClient(door.listener.port, { key, cert })
    await expect.poll(() => door.connections.length).toBe(1)
    const unknown = new TlsClient(door.listener.port)
    await expect.poll(() => door.connections.length).toBe(2)
    expect(door.connections.map(({ certificateFingerprint }) => certificateFingerprint)).toEqual([
      client.fingerprint,
      null,
    ])
    for (const { socket } of [known, unknown]) socket.write('hello\n')
    await expect.poll(() => [known.received, unknown.received]).toEqual(['hello\n', 'hello\n'])
  })

  test('is known by its certificate also when it resumes, in TLS 1.3 and 1.2', async () => {
    for (const maxVersion of ['TLSv1.3', 'TLSv1.2'] as const) {
      const door = await openTlsDoor({ requestCertificates: true })
      const { key, cert } = client
      const fresh = new TlsClient(door.listener.port, { key, cert, maxVersion })
      const ticket = once(fresh.socket, 'session')
      fresh.socket.write('hello\n')
      const [session] = (await ticket) as [Buffer]
      const resumed = new TlsClient(door.listener.port, { key, cert, maxVersion, session })
      await expect.poll(() => door.connections.length).toBe(2)
      await expect.poll(() => resumed.socket.isSessionReused()).toBe(true)
      expect(door.connections[1]?.certificateFingerprint).toBe(client.fingerprint)
    }
  })

  test('that half-closes gets the answers to what it said', async () => {
    const door = await openTlsDoor()
    const { socket } = new TlsClient(door.listener.port, { allowHalfOpen: true } as ConnectionOptions)
    let received = ''
    socket.on('data', (bytes: Buffer) => (received += bytes.toString()))
    socket.end('one\ntwo\n')
    await expect.poll(() => received).toBe('one\ntwo\n')
    await expect.poll(() => door.log).toEqual(['closed peer'])
  })

  test('that does not read is cut off at the ceiling', async () => {
    const door = await openTlsDoor({ ceilingBytes: 500_000 })
    const { socket } = new TlsClient(door.listener.port)
    await expect.poll(() => door.connections.length).toBe(1)
    socket.pause()
    const message = Buffer.alloc(50_000, 'x')
    const send = () => {
      door.connections[0]?.send(message)
      expect(door.connections[0]?.unsentBytes).toBeLessThanOrEqual(500_000)
      return door.log
    }
    await expect.poll(send, { interval: 1 }).toEqual(['closed slow'])
    await expect.poll(() => door.listener.connections.size).toBe(0)
  })

  test('gets its last words before the end', async () => {
    const door = await openTlsDoor()
    const tls = new TlsClient(door.listener.port)
    await expect.poll(() => door.connections.length).toBe(1)
    door.connections[0]?.send(Buffer.alloc(300_000, 'x'))
    door.connections[0]?.end(Buffer.from('bye\n'))
    await expect.poll(() => tls.ended).toBe(true)
    expect(tls.received).toHaveLength(300_004)
  })
})

describe('a new certificate', () => {
  test('is shown to those who come then; who is there stays', async () => {
    const identity = new TestIdentity(first)
    const door = await openTlsDoor({ tls: identity })
    const before = new TlsClient(door.listener.port)
    await once(before.socket, 'secureConnect')
    expect(before.serverName).toBe('CN=chat.example')
    identity.change({ key: second.key, cert: second.cert })
    const after = new TlsClient(door.listener.port)
    await once(after.socket, 'secureConnect')
    expect(after.serverName).toBe('CN=new.example')
    before.socket.write('still here\n')
    await expect.poll(() => before.received).toBe('still here\n')
  })

  test('that cannot be used is an error in the log, and the one before it stays', async () => {
    const identity = new TestIdentity(first)
    const door = await openTlsDoor({ tls: identity })
    identity.change({ cert: 'nonsense' })
    expect(door.errors).toHaveLength(1)
    const after = new TlsClient(door.listener.port)
    await once(after.socket, 'secureConnect')
    expect(after.serverName).toBe('CN=chat.example')
  })

  test('is nothing to a listener that is closed', async () => {
    const identity = new TestIdentity(first)
    const door = await openTlsDoor({ tls: identity })
    expect(identity.listening).toBe(1)
    await door.listener.close(0)
    expect(identity.listening).toBe(0)
  })
})

describe('what is no TLS client', () => {
  test('is dropped quietly, and others are served', async () => {
    const door = await openTlsDoor()
    const plain = new TestClient(door.listener.port)
    plain.say('NICK somebody\r\nUSER somebody 0 * :Somebody\r\n')
    const broken = new TestClient(door.listener.port)
    broken.socket.write(Buffer.from('160301ffff010000', 'hex'))
    broken.socket.end()
    await expect.poll(() => plain.socket.closed && broken.socket.closed).toBe(true)
    expect([door.errors, door.log, door.connections]).toEqual([[], [], []])
    await expect.poll(() => door.debugged.length).toBeGreaterThan(0)
    const { socket } = new TlsClient(door.listener.port)
    await once(socket, 'secureConnect')
  })

  test('counts from its first moment: past the limit one more is closed without a word, and those before it stay', async () => {
    const counts = new ConnectionCounts()
    const door = await openTlsDoor({ counts, limits: { connections: 2 } })
    const silent = [new TestClient(door.listener.port), new TestClient(door.listener.port)]
    await expect.poll(() => counts.total).toBe(2)
    expect(counts.from('127.0.0.1')).toBe(2)
    const third = new TestClient(door.listener.port)
    await expect.poll(() => third.socket.closed).toBe(true)
    expect([third.received, counts.total]).toEqual(['', 2])
    expect(silent.map(({ socket }) => socket.closed)).toEqual([false, false])
  })

  test('is cut off when its handshake takes too long, and counts no longer', async () => {
    const counts = new ConnectionCounts()
    const door = await openTlsDoor({ tls: new TestIdentity(first, { handshakeTimeout: 300 }), counts })
    const silent = [new TestClient(door.listener.port), new TestClient(door.listener.port)]
    await expect.poll(() => silent.every(({ socket }) => socket.closed)).toBe(true)
    await expect.poll(() => [counts.total, counts.from('127.0.0.1')]).toEqual([0, 0])
    expect(door.errors).toEqual([])
  })
})

test('closing is quick with many clients that do not answer, and half a handshake', async () => {
  const door = await openTlsDoor()
  const silent = Array.from({ length: 30 }, () => new TlsClient(door.listener.port))
  await expect.poll(() => door.connections.length).toBe(30)
  for (const { socket } of silent) socket.pause()
  for (const connection of door.connections) connection.send(Buffer.alloc(200_000, 'x'))
  const half = new TestClient(door.listener.port)
  await once(half.socket, 'connect')
  half.socket.write(Buffer.from('1603', 'hex'))
  const stopwatch = startStopwatch()
  await door.listener.close(500)
  expect(stopwatch.stop()).toBeLessThan(1000)
  expect(door.listener.connections.size).toBe(0)
})
