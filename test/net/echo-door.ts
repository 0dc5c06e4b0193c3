/** A door for tests that remembers what happens, and a client that talks to it over a real socket. */
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { LineConnection, LineHandlers } from '../../src/net/line-connection.ts'
import { listen, type Listener, type ListenOptions } from '../../src/net/listen.ts'
import { Outbox } from '../../src/net/outbox.ts'
import { ManualClock } from '../support/manual-clock.ts'

export interface Remembered {
  readonly lines: string[]
}

export interface EchoDoor {
  /** May be changed while the door is open. */
  readonly limits: { connections: number; connectionsPerAddress: number }
  readonly listener: Listener<Remembered>
  readonly clock: ManualClock
  readonly connections: LineConnection<Remembered>[]
  readonly log: string[]
  readonly errors: unknown[]
}

type Changes = Partial<Omit<ListenOptions<Remembered>, 'handlers' | 'limits'>> & {
  readonly handlers?: Partial<LineHandlers<Remembered>>
  readonly limits?: Partial<ListenOptions<Remembered>['limits']>
  readonly ceilingBytes?: number
}

/** Answers every line with itself, unless a test says otherwise. */
export async function openEchoDoor(changes: Changes = {}): Promise<EchoDoor> {
  const clock = new ManualClock()
  const connections: LineConnection<Remembered>[] = []
  const log: string[] = []
  const errors: unknown[] = []
  const handlers: LineHandlers<Remembered> = {
    opened: (connection) => {
      connections.push(connection)
      return { lines: [] }
    },
    line: (connection, text) => {
      connection.state.lines.push(text)
      connection.send(Buffer.from(`${text}\n`))
    },
    fault: (connection, fault) => connection.send(Buffer.from(`! ${fault}\n`)),
    closed: (connection) => log.push(`closed ${connection.closedBecause}`),
    ...changes.handlers,
  }
  const { ceilingBytes = 1e6, limits: changed, ...options } = changes
  const limits = {
    lineBytes: 4096,
    heldBytes: 1000,
    connections: 1000,
    connectionsPerAddress: 1000,
    ...changed,
  }
  let made = 0
  const listener = await listen<Remembered>({
    host: '127.0.0.1',
    port: 0,
    clock,
    outbox: new Outbox({ ceilingBytes }),
    newId: () => `connection-${(made += 1)}`,
    log: { debug: () => {}, warn: () => {}, error: ({ err }) => errors.push(err) },
    refusals: {
      full: Buffer.from('! full\n'),
      tooManyFromAddress: Buffer.from('! too many from your address\n'),
      refusing: Buffer.from('! going down\n'),
    },
    ...options,
    handlers,
    limits,
  })
  onTestFinished(() => listener.close(0))
  return { limits, listener, clock, connections, log, errors }
}

export class TestClient {
  readonly socket: Socket
  #received = ''
  #ended = false

  constructor(port: number, options: { readonly host?: string; readonly allowHalfOpen?: boolean } = {}) {
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
