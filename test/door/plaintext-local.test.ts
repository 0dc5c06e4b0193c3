/** Ports without TLS that are for this machine alone. Nothing here listens beyond it: one of its own addresses is taken for another machine's. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { SocketClient } from '../net/websocket-client.ts'
import { connectLines } from './line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from './server-in-process.ts'

/** Comes over a real socket; only the question whether it is of this machine is answered otherwise. */
const outside = '127.0.0.99'

vi.mock(import('../../src/lib/network.ts'), async (original) => {
  const real = await original()
  return { ...real, isLoopback: (address) => address !== '127.0.0.99' && real.isLoopback(address) }
})

const settings = [
  ...['plain.plaintext=local', 'irc.plaintext=local', 'irc.websocket.port=0'],
  ...['http.enabled=true', 'http.port=0', 'server.proxies=["127.0.0.1"]'],
]
let server: ServerInProcess

beforeAll(async () => {
  server = await startInProcess(settings)
})

afterAll(async () => {
  await server.stop()
  expect(unexpected(server.log)).toEqual([])
})

function portOf(door: 'plain' | 'irc', place: RegExp): number {
  return Number(place.exec(server.running.doors[door] ?? '')?.[1])
}

const ports = {
  plain: () => portOf('plain', /:(\d+)/),
  irc: () => portOf('irc', /:(\d+)/),
  webSocket: () => portOf('irc', /WebSocket [^/]*:(\d+),/),
  http: () => portOf('irc', /:(\d+)\/irc/),
}

/** What becomes of a WebSocket to there: open, or the status it was refused with. */
async function outcomeOf(url: string, from: string, headers: Readonly<Record<string, string>> = {}) {
  const client = new SocketClient(url, [], { headers, localAddress: from })
  await expect.poll(() => client.isOpen || client.status !== null).toBe(true)
  return client.isOpen ? 'open' : client.status
}

describe('somebody from elsewhere', () => {
  test.each([
    ['plain', '! this port is for programs on the server itself: connect to the one with TLS'],
    ['irc', 'ERROR :This port is for programs on the server itself: connect to the one with TLS\r'],
  ] as const)('is told so at the %s port', async (door, words) => {
    const client = await connectLines(ports[door](), outside)
    await client.ended
    expect(client.lines).toEqual([words])
  })

  test('is refused at the port for WebSocket, and at /irc of the HTTP port', async () => {
    expect(await outcomeOf(`ws://127.0.0.1:${ports.webSocket()}/`, outside)).toBe(403)
    expect(await outcomeOf(`ws://127.0.0.1:${ports.http()}/irc`, outside)).toBe(403)
  })

  test('comes to /irc through a trusted proxy that says they came by https', async () => {
    const url = `ws://127.0.0.1:${ports.http()}/irc`
    const forwarded = { 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-Proto': 'https' }
    expect(await outcomeOf(url, outside, forwarded)).toBe(403)
    await server.reconfigure([...settings, `server.proxies=["${outside}"]`])
    expect(await outcomeOf(url, outside, forwarded)).toBe('open')
    expect(await outcomeOf(url, outside, { ...forwarded, 'X-Forwarded-Proto': 'http' })).toBe(403)
    await server.reconfigure(settings)
  })
})

describe('who is on this machine', () => {
  test.each(['plain', 'irc'] as const)('is served at the %s port', async (door) => {
    const client = await connectLines(ports[door](), '127.0.0.9')
    client.say(door === 'irc' ? 'PING 1' : '/help')
    await client.waitFor(door === 'irc' ? / PONG / : 'More commands')
    client.destroy()
  })

  test('has WebSockets, also a proxy that speaks for others', async () => {
    expect(await outcomeOf(`ws://127.0.0.1:${ports.webSocket()}/`, '127.0.0.1')).toBe('open')
    const forwarded = { 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-Proto': 'http' }
    for (const headers of [{}, forwarded])
      expect(await outcomeOf(`ws://127.0.0.1:${ports.http()}/irc`, '127.0.0.1', headers)).toBe('open')
  })
})
