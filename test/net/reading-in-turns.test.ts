/** Many who send at once are read in several turns of the event loop, and nothing is lost by that. */
import { expect, test } from 'vitest'
import { Connection, type Wire } from '../../src/net/connection.ts'
import { Outbox } from '../../src/net/outbox.ts'
import { Readers } from '../../src/net/readers.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { openEchoDoor, TestClient } from './echo-door.ts'

function workFor(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

test('what many have sent at once is not all carried out in one turn', async () => {
  let carriedOut = 0
  const door = await openEchoDoor({
    handlers: {
      line: () => {
        carriedOut += 1
        workFor(3)
      },
    },
  })
  const clients = Array.from({ length: 20 }, () => new TestClient(door.listener.port))
  await expect.poll(() => door.connections.length).toBe(clients.length)
  for (const client of clients) client.say('one\n')
  const inTurns: number[] = []
  while (carriedOut < clients.length) {
    const before = carriedOut
    await endOfTurn()
    inTurns.push(carriedOut - before)
  }
  expect(Math.max(...inTurns)).toBeLessThanOrEqual(6)
})

const quiet = (): undefined => undefined

interface Made {
  readonly connection: Connection<null>
  readonly lines: string[]
  readonly wire: Wire & { paused: boolean }
}

/** One whose readers have had all of their turn. */
function waiting(): Made {
  const lines: string[] = []
  const readers = new Readers()
  const wire = {
    paused: false,
    writableLength: 0,
    write: () => undefined,
    end: () => undefined,
    destroy: () => undefined,
    pause: () => (wire.paused = true),
    resume: () => (wire.paused = false),
    isPaused: () => wire.paused,
  }
  const handlers = {
    opened: () => null,
    line: (_: unknown, line: string) => lines.push(line),
    fault: () => undefined,
    closed: () => lines.push('closed'),
  }
  const settings = {
    handlers,
    outbox: new Outbox({ ceilingBytes: 1000 }),
    clock: new ManualClock(),
    limits: { lineBytes: 100, heldBytes: 10 },
    log: { debug: quiet, warn: quiet, error: quiet },
  }
  const made = { id: '1', address: '127.0.0.1', readers, gone: quiet }
  const connection = new Connection<null>(wire, settings, made)
  readers.add([{ read: () => workFor(5) }])
  return { connection, lines, wire }
}

test('lines that wait for their turn keep their order, and past a small amount the socket is not read', async () => {
  const { connection, lines, wire } = waiting()
  connection.receive(Buffer.from('one\n'))
  connection.receive(Buffer.from('two\nthree\nfour\n'))
  expect(lines).toEqual([])
  expect(wire.paused).toBe(true)
  await endOfTurn()
  await endOfTurn()
  expect(lines).toEqual(['one', 'two', 'three', 'four'])
  expect(wire.paused).toBe(false)
})

test.each([
  ['breaks', (connection: Connection<null>) => connection.over('ECONNRESET')],
  ['is closed', (connection: Connection<null>) => connection.gone()],
  ['is ended by the peer', (connection: Connection<null>) => connection.peerEnded()],
])('lines that wait are carried out when the connection %s', (_, end) => {
  const { connection, lines } = waiting()
  connection.receive(Buffer.from('one\ntwo\n'))
  end(connection)
  expect(lines.slice(0, 2)).toEqual(['one', 'two'])
})
