/** Random beginnings at every kind of port: nothing is thrown, nobody else is disturbed, nothing stays behind. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConnectionCounts } from '../../src/net/connection-counts.ts'
import { seeded } from '../support/seed.ts'
import { makeCertificate, TestIdentity } from './certificate.ts'
import { openEchoDoor, openEchoSockets, TestClient } from './echo-door.ts'
import { versionTwo } from './proxy-bytes.ts'
import { RawSocketClient } from './websocket-client.ts'

/** Bytes that lead somewhere, random ones between them. */
function beginnings(known: readonly Buffer[]) {
  const part = fc.oneof(
    fc.constantFrom(...known),
    fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
  )
  return fc.array(part, { minLength: 1, maxLength: 8 })
}

function said(client: { readonly socket: TestClient['socket'] }, parts: readonly Buffer[]): Promise<void> {
  return new Promise((resolve) => {
    client.socket.once('close', () => resolve())
    client.socket.resume()
    for (const part of parts) client.socket.write(part)
    client.socket.end()
  })
}

test('a port behind a proxy', async () => {
  const counts = new ConnectionCounts()
  const door = await openEchoDoor({ counts, proxy: { required: true, trusts: () => true } })
  const known = [versionTwo(0x21, 0x11), Buffer.from('PROXY TCP4 '), Buffer.from('PROXY UNKNOWN\r\n')]
  await fc.assert(
    fc.asyncProperty(beginnings(known), (parts) => said(new TestClient(door.listener.port), parts)),
    seeded('bytes behind a proxy', 200),
  )
  await expect.poll(() => [counts.total, door.listener.connections.size]).toEqual([0, 0])
  expect(door.errors).toEqual([])
})

test('a TLS port', async () => {
  const counts = new ConnectionCounts()
  const tls = new TestIdentity(await makeCertificate('chat.example'))
  const door = await openEchoDoor({ counts, tls })
  const hello = Buffer.from('16030100c8010000c40303', 'hex')
  const known = [hello, Buffer.from('1603030005', 'hex'), Buffer.from('150303000201', 'hex')]
  await fc.assert(
    fc.asyncProperty(beginnings(known), (parts) => said(new TestClient(door.listener.port), parts)),
    seeded('bytes for TLS', 200),
  )
  await expect.poll(() => counts.total).toBe(0)
  expect([door.errors, door.connections]).toEqual([[], []])
})

test('a TLS port behind a proxy', async () => {
  const counts = new ConnectionCounts()
  const tls = new TestIdentity(await makeCertificate('chat.example'))
  const door = await openEchoDoor({ counts, tls, proxy: { required: true, trusts: () => true } })
  const header = Buffer.from('PROXY UNKNOWN\r\n')
  const known = [Buffer.from('16030100c8010000c40303', 'hex'), Buffer.from('1603030005', 'hex')]
  await fc.assert(
    fc.asyncProperty(beginnings(known), fc.boolean(), (parts, together) => {
      const all = [header, ...parts]
      return said(new TestClient(door.listener.port), together ? [Buffer.concat(all)] : all)
    }),
    seeded('bytes for TLS behind a proxy', 200),
  )
  await said(new TestClient(door.listener.port), [header])
  await expect.poll(() => counts.total).toBe(0)
  expect([door.errors, door.connections]).toEqual([[], []])
})

test('an HTTP port', async () => {
  const door = await openEchoSockets()
  const lines = ['GET /chat HTTP/1.1\r\n', 'Host: a\r\n', 'Upgrade: websocket\r\n', 'Connection: Upgrade\r\n']
  const known = [...lines, '\r\n', 'Sec-WebSocket-Version: 13\r\n', 'PRI * HTTP/2.0\r\n\r\n']
  await fc.assert(
    fc.asyncProperty(beginnings(known.map((line) => Buffer.from(line))), (parts) =>
      said(new TestClient(door.http.port), parts),
    ),
    seeded('bytes for HTTP', 200),
  )
  await expect.poll(() => door.http.counts.total).toBe(0)
  expect(door.errors).toEqual([])
})

test('a WebSocket', async () => {
  const door = await openEchoSockets()
  const frames = ['818100000000', '018100000000', '808100000000', '898000000000', '888000000000', '82fe0400']
  await fc.assert(
    fc.asyncProperty(beginnings(frames.map((frame) => Buffer.from(frame, 'hex'))), (parts) =>
      said(new RawSocketClient(door.http.port), parts),
    ),
    seeded('bytes for WebSockets', 200),
  )
  await expect.poll(() => [door.http.counts.total, door.sockets.connections.size]).toEqual([0, 0])
  expect(door.log).toHaveLength(door.connections.length)
  expect(door.errors).toEqual([])
})
