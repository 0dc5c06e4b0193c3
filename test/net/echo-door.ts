/** A door for tests that remembers what happens, and a client that talks to it over a real socket. */
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { LineConnection, LineHandlers } from '../../src/net/line-connection.ts'
import { openHttp, type HttpListener, type HttpOptions } from '../../src/net/http.ts'
import { listen, type Listener, type ListenOptions } from '../../src/net/listen.ts'
import { Outbox } from '../../src/net/outbox.ts'
import type { PortOptions } from '../../src/net/port.ts'
import { frameLines } from '../../src/net/websocket-frame.ts'
import { serveWebSocket, type WebSocketDoor, type WebSocketOptions } from '../../src/net/websocket.ts'
import { ManualClock } from '../support/manual-clock.ts'

export interface Remembered {
  readonly lines: string[]
}

/** What is seen of a door, whatever it listens with. */
interface Seen {
  /** May be changed while the door is open. */
  readonly limits: { connections: number; connectionsPerAddress: number }
  readonly clock: ManualClock
  readonly connections: LineConnection<Remembered>[]
  readonly log: string[]
  readonly errors: unknown[]
  /** What was logged for those who look for a fault. */
  readonly debugged: Readonly<Record<string, unknown>>[]
  /** What was logged for the operator to act on. */
  readonly warned: string[]
}

export interface EchoDoor extends Seen {
  readonly listener: Listener<Remembered>
}

export interface EchoSockets extends Seen {
  readonly http: HttpListener
  readonly sockets: WebSocketDoor<Remembered>
}

interface Shared {
  readonly handlers?: Partial<LineHandlers<Remembered>>
  readonly limits?: Partial<ListenOptions<Remembered>['limits']>
  readonly ceilingBytes?: number
}

type Changes = Partial<Omit<PortOptions, 'limits' | 'clock' | 'log'>> & Shared
type SocketChanges = Shared & {
  readonly http?: Partial<Omit<HttpOptions, 'limits'>>
  readonly sockets?: Partial<Omit<WebSocketOptions<Remembered>, 'handlers' | 'limits'>>
}

/** Answers every line with itself, unless a test says otherwise. */
export async function openEchoDoor(changes: Changes = {}): Promise<EchoDoor> {
  const { seen, settings } = echoing(changes)
  const listener = await listen<Remembered>({
    host: '127.0.0.1',
    port: 0,
    refusals: {
      full: Buffer.from('! full\n'),
      tooManyFromAddress: Buffer.from('! too many from your address\n'),
      refusing: Buffer.from('! going down\n'),
      notAccepted: Buffer.from('! not from there\n'),
    },
    ...changes,
    ...settings,
  })
  onTestFinished(() => listener.close(0))
  return { ...seen, listener }
}

/** The same over WebSockets. */
export async function openEchoSockets(changes: SocketChanges = {}): Promise<EchoSockets> {
  const { seen, settings } = echoing(changes)
  const { clock, limits, log } = settings
  const opened = { host: '127.0.0.1', port: 0, clock, limits, log, trustsProxy: () => false }
  const http = await openHttp({ ...opened, ...changes.http })
  const sockets = serveWebSocket(http, {
    path: '/chat',
    protocols: { 'text.ircv3.net': 'text-frames', 'binary.ircv3.net': 'binary-frames' },
    allowsOrigin: (origin) => origin === 'https://chat.example',
    ...settings,
    ...changes.sockets,
  })
  onTestFinished(async () => {
    await Promise.all([sockets.close(0), http.close(0)])
  })
  return { ...seen, http, sockets }
}

function encode(line: string, { framing }: LineConnection<Remembered>): Buffer {
  return frameLines(Buffer.from(`${line}\n`), framing)
}

function echoing({ handlers: changed, limits, ceilingBytes = 1e6 }: Shared) {
  const clock = new ManualClock()
  const connections: LineConnection<Remembered>[] = []
  const log: string[] = []
  const errors: unknown[] = []
  const debugged: Readonly<Record<string, unknown>>[] = []
  const warned: string[] = []
  const handlers: LineHandlers<Remembered> = {
    opened: (connection) => {
      connections.push(connection)
      return { lines: [] }
    },
    line: (connection, text) => {
      connection.state.lines.push(text)
      connection.send(encode(text, connection))
    },
    fault: (connection, fault) => connection.send(encode(`! ${fault}`, connection)),
    closed: (connection) => log.push(`closed ${connection.closedBecause}`),
    ...changed,
  }
  const all = {
    lineBytes: 4096,
    heldBytes: 1000,
    connections: 1000,
    connectionsPerAddress: 1000,
    ...limits,
  }
  let made = 0
  const settings = {
    handlers,
    limits: all,
    clock,
    outbox: new Outbox({ ceilingBytes }),
    newId: () => `connection-${(made += 1)}`,
    log: {
      debug: (fields: Readonly<Record<string, unknown>>) => debugged.push(fields),
      warn: (fields: Readonly<Record<string, unknown>>, message: string) =>
        warned.push(`${message} ${JSON.stringify(fields)}`),
      error: ({ err }: { readonly err: unknown }) => errors.push(err),
    },
  }
  return { seen: { limits: all, clock, connections, log, errors, debugged, warned }, settings }
}

export class TestClient {
  readonly socket: Socket
  #received = ''
  #ended = false

  constructor(
    port: number,
    options: {
      readonly host?: string
      readonly localAddress?: string
      readonly allowHalfOpen?: boolean
    } = {},
  ) {
    this.socket = connect({ port, host: '127.0.0.1', ...options })
    this.socket.on('data', (bytes) => (this.#received += bytes.toString()))
    this.socket.on('end', () => (this.#ended = true))
    this.socket.on('error', () => {})
    onTestFinished(() => void this.socket.destroy())
  }

  get received(): string {
    return this.#received
  }

  get ended(): boolean {
    return this.#ended
  }

  say(text: string): void {
    this.socket.write(text)
  }
}
