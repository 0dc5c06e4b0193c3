/** IRC over WebSocket: at any path of a port of its own, and at /irc of the HTTP ports, with TLS and without. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connectLines } from '../../../door/line-client.ts'
import { RawSocketClient, SocketClient } from '../../../net/websocket-client.ts'
import { startIrc, type IrcServer } from './irc-server.ts'

let server: IrcServer
let places: { readonly http: string; readonly https: string }

beforeAll(async () => {
  server = await startIrc(['http.enabled=true', 'http.port=0', 'http.tls.port=0'])
  const where = server.inner.running.doors['irc'] ?? ''
  const portAfter = (words: string) => new RegExp(`${words}127\\.0\\.0\\.1:(\\d+)/irc`).exec(where)?.[1] ?? ''
  places = {
    http: `127.0.0.1:${portAfter('WebSocket ')}`,
    https: `127.0.0.1:${portAfter('WebSocket TLS ')}`,
  }
})

afterAll(() => server.stop())

const waiting = { timeout: 5000 }

describe.each([
  ['ws', () => `ws://${places.http}`],
  ['wss', () => `wss://${places.https}`],
])('%s', (scheme, base) => {
  test('a line a frame, at /irc', async () => {
    const nick = `${scheme}ann`
    const client = new SocketClient(`${base()}/irc`, ['text.ircv3.net'], { rejectUnauthorized: false })
    await vi.waitFor(() => expect(client.isOpen).toBe(true), waiting)
    for (const line of [`NICK ${nick}`, `USER ${nick} 0 * :Ann`, 'PING 1']) client.socket.send(line)
    await vi.waitFor(() => expect(client.received).toContain(':irc.test PONG irc.test 1'), waiting)
    expect(client.received[0]).toBe(`:irc.test 001 ${nick} :Welcome to Parlance, ${nick}`)
  })

  test('another path is nothing', async () => {
    const client = new SocketClient(`${base()}/other`, [], { rejectUnauthorized: false })
    await vi.waitFor(() => expect(client.status).toBe(404), waiting)
  })
})

test('a page of another origin may not connect', async () => {
  const client = new SocketClient(`ws://${places.http}/irc`, [], { origin: 'https://evil.example' })
  await vi.waitFor(() => expect(client.status).toBe(403), waiting)
})

test('at the end nobody comes any more while those who are there take their last words', async () => {
  const closing = await startIrc(['irc.websocket.port=0'])
  const silent = new RawSocketClient(closing.webPort)
  await vi.waitFor(() => expect(silent.received.toString()).toMatch(/^HTTP\/1\.1 101/), waiting)
  const stopped = closing.stop()
  await expect(connectLines(closing.webPort)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await stopped
})
