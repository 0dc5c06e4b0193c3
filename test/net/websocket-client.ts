/** A WebSocket client for tests, and one that writes its frames itself, to break the rules. */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import type { EchoSockets } from './echo-door.ts'

export interface Closed {
  readonly code: number
  readonly reason: string
}

export class SocketClient {
  readonly socket: WebSocket
  readonly received: string[] = []
  /** Whether what came was binary, message by message. */
  readonly kinds: boolean[] = []
  readonly pongs: string[] = []
  closed: Closed | null = null
  /** What the server answered instead of an upgrade. */
  status: number | null = null

  constructor(url: string, protocols: readonly string[] = [], options: ClientOptions = {}) {
    this.socket = new WebSocket(url, [...protocols], { perMessageDeflate: false, ...options })
    this.socket.on('message', (message: Buffer, isBinary) => {
      this.received.push(message.toString())
      this.kinds.push(isBinary)
    })
    this.socket.on('pong', (payload) => this.pongs.push(payload.toString()))
    this.socket.on('close', (code, reason) => (this.closed = { code, reason: reason.toString() }))
    this.socket.on('unexpected-response', (request, response) => {
      this.status = response.statusCode ?? null
      request.destroy()
    })
    this.socket.on('error', () => {})
    onTestFinished(() => this.socket.terminate())
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }
}

/** Speaks by itself over a socket; what it sends after the upgrade are bytes. */
export class RawSocketClient {
  readonly socket: Socket
  received = Buffer.alloc(0)

  constructor(port: number, headers: readonly string[] = []) {
    this.socket = connect({ port, host: '127.0.0.1' })
    this.socket.on('data', (bytes) => (this.received = Buffer.concat([this.received, bytes])))
    this.socket.on('error', () => {})
    onTestFinished(() => void this.socket.destroy())
    const lines = [
      'GET /chat HTTP/1.1',
      'Host: chat.example',
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...headers,
    ]
    this.socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  }

  /** What came after the head of the answer. */
  get frames(): Buffer {
    const end = this.received.indexOf('\r\n\r\n')
    return end === -1 ? Buffer.alloc(0) : this.received.subarray(end + 4)
  }

  /** A frame with the mask 0, which leaves its payload as it is. */
  send(first: number, payload: Buffer | string): void {
    const bytes = Buffer.from(payload)
    const length = Buffer.from(
      bytes.length < 126 ? [0x80 | bytes.length] : [0xfe, bytes.length >> 8, bytes.length & 0xff],
    )
    this.socket.write(Buffer.concat([Buffer.from([first]), length, Buffer.alloc(4), bytes]))
  }
}

/** The code of a close frame. */
export function closeCode(frame: Buffer): number | null {
  return frame[0] === 0x88 && frame.length >= 4 ? frame.readUInt16BE(2) : null
}

export const text = 'text.ircv3.net'
export const binary = 'binary.ircv3.net'

export function urlOf({ http }: EchoSockets, path = '/chat'): string {
  return `ws://127.0.0.1:${http.port}${path}`
}

/** A client that the door knows of, and its connection there. */
export async function connected(door: EchoSockets, protocols: readonly string[] = []) {
  const client = new SocketClient(urlOf(door), protocols)
  const count = door.connections.length
  await expect.poll(() => door.connections.length).toBe(count + 1)
  const connection = door.connections[count]
  if (connection === undefined) throw new Error('no connection')
  // The server has it as soon as its answer is on the way.
  await expect.poll(() => client.isOpen).toBe(true)
  return { client, connection }
}
