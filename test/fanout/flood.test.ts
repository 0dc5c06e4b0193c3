/** Hub, outbox and real sockets together: everybody gets every message once and in order, whoever does not read is closed. */
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { isPositioned, positionOf, type ChatEvent } from '../../src/core/events.ts'
import type { ClientId, UserId, UserRef } from '../../src/core/types.ts'
import type { Client, CloseReason } from '../../src/fanout/client.ts'
import { createFanout } from '../../src/fanout/fanout.ts'
import { LocalBus } from '../../src/fanout/local-bus.ts'
import type { LineConnection } from '../../src/net/line-connection.ts'
import { listen } from '../../src/net/listen.ts'
import { Outbox } from '../../src/net/outbox.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { FakeLog, general, message } from './fakes.ts'

const flavour = {
  encode: (event: ChatEvent) =>
    isPositioned(event) ? Buffer.from(`${positionOf(event)} ${'x'.repeat(100)}\n`) : null,
}

class SocketClient implements Client {
  readonly door = 'test'
  readonly flavour = flavour
  readonly id: ClientId
  readonly address: string
  readonly connectedAt: number
  user: UserRef | null = null
  operator = false
  readonly connection: LineConnection<SocketClient>

  constructor(connection: LineConnection<SocketClient>) {
    this.connection = connection
    this.id = connection.id as ClientId
    this.address = connection.address
    this.connectedAt = connection.connectedAt
  }

  send(bytes: Buffer): void {
    this.connection.send(bytes)
  }

  close(_reason: CloseReason): void {
    this.connection.end()
  }
}

async function openChannel(ceilingBytes: number) {
  const clock = new ManualClock()
  const log = new FakeLog()
  const bus = new LocalBus(log)
  const { hub } = createFanout(bus, { clock, log, reread: () => Promise.resolve([]) })
  const closed: string[] = []
  let made = 0
  const none = Buffer.alloc(0)
  const listener = await listen<SocketClient>({
    host: '127.0.0.1',
    port: 0,
    clock,
    log,
    outbox: new Outbox({ ceilingBytes }),
    limits: { lineBytes: 4096, heldBytes: 4096, connections: 1000, connectionsPerAddress: 1000 },
    refusals: { full: none, tooManyFromAddress: none, refusing: none },
    newId: () => `client-${(made += 1)}`,
    handlers: {
      opened: (connection) => {
        const client = new SocketClient(connection)
        hub.attach(client)
        hub.signIn(client, { id: connection.id as UserId, name: connection.id }, false)
        hub.subscribe(client, [{ channel: general, position: 0 }])
        hub.release(client, new Map())
        return client
      },
      line: () => {},
      fault: () => {},
      closed: ({ state, closedBecause }) => {
        closed.push(closedBecause)
        hub.detach(state)
      },
    },
  })
  onTestFinished(() => listener.close(0))
  return { bus, listener, closed }
}

class Reader {
  readonly socket: Socket
  next = 1
  #rest = ''

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.on('error', () => {})
    this.socket.on('data', (bytes) => this.#read(bytes.toString()))
    onTestFinished(() => void this.socket.destroy())
  }

  #read(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith(`${this.next} `))
        throw new Error(`expected ${this.next}, got ${line.slice(0, 20)}`)
      this.next += 1
    }
  }
}

/** Half of the lower ceiling: who reads at all has no more than this before them. */
const mostAhead = 9000

/** A few messages a turn, and not far ahead of those who read, whatever the machine does meanwhile: as real senders do. */
async function publishAll(bus: LocalBus, count: number, readers: readonly Reader[]): Promise<void> {
  for (let position = 1; position <= count; position += 1) {
    bus.publish([message(position)])
    if (position % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
    if (position % mostAhead === 0)
      await vi.waitUntil(() => leastRead(readers) >= position, { timeout: 20_000, interval: 1 })
  }
}

function leastRead(readers: readonly Reader[]): number {
  return Math.min(...readers.map(({ next }) => next - 1))
}

test(
  '200 people in one channel get 1,000 messages, each once and in order',
  { timeout: 30_000 },
  async () => {
    const { bus, listener, closed } = await openChannel(4_000_000)
    const readers = Array.from({ length: 200 }, () => new Reader(listener.port))
    await expect.poll(() => listener.connections.size).toBe(200)
    await publishAll(bus, 1000, readers)
    await expect.poll(() => readers.filter(({ next }) => next === 1001).length, { timeout: 20_000 }).toBe(200)
    expect(closed).toEqual([])
    expect(listener.unsentBytes).toBe(0)
  },
)

test(
  'somebody who never reads is closed at the ceiling, the others get everything',
  { timeout: 30_000 },
  async () => {
    const { bus, listener, closed } = await openChannel(2_000_000)
    const readers = Array.from({ length: 5 }, () => new Reader(listener.port))
    const deaf = new Reader(listener.port)
    deaf.socket.pause()
    await expect.poll(() => listener.connections.size).toBe(6)
    const count = 150_000
    await publishAll(bus, count, readers)
    await expect
      .poll(() => readers.map(({ next }) => next), { timeout: 20_000 })
      .toEqual(readers.map(() => count + 1))
    expect(closed).toEqual(['slow'])
  },
)
