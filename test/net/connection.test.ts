/** Connections over real sockets: holding, half-closing, ending, deadlines, slow readers. */
import { describe, expect, test } from 'vitest'
import { settled } from '../support/settled.ts'
import { openEchoDoor, TestClient } from './echo-door.ts'

async function connected(door: Awaited<ReturnType<typeof openEchoDoor>>) {
  const client = new TestClient(door.listener.port)
  const count = door.connections.length
  await expect.poll(() => door.connections.length).toBe(count + 1)
  const connection = door.connections[count]
  if (connection === undefined) throw new Error('no connection')
  return { client, connection }
}

describe('lines', () => {
  test('come to the door in order and are answered', async () => {
    const door = await openEchoDoor()
    const { client, connection } = await connected(door)
    client.say('one\ntwo\r\nthr')
    client.say('ee\n')
    await expect.poll(() => client.received).toBe('one\ntwo\nthree\n')
    expect(connection.state.lines).toEqual(['one', 'two', 'three'])
    expect(connection.address).toBe('127.0.0.1')
  })

  test('a fault comes in its place and the connection stays', async () => {
    const door = await openEchoDoor({ limits: { lineBytes: 16 } })
    const { client } = await connected(door)
    client.say(`one\n${'x'.repeat(5000)}\ntwo\n`)
    await expect.poll(() => client.received).toBe('one\n! line-too-long\ntwo\n')
  })

  test('a telnet interrupt is told to the door', async () => {
    const interrupted: string[] = []
    const door = await openEchoDoor({ handlers: { interrupted: ({ id }) => interrupted.push(id) } })
    const { client } = await connected(door)
    client.socket.write(Buffer.from([255, 244]))
    await expect.poll(() => interrupted).toEqual(['connection-1'])
  })

  test('the timing mark telnet asks for with an interrupt is answered, also when it comes in pieces', async () => {
    const door = await openEchoDoor()
    const { client } = await connected(door)
    const answer: number[] = []
    client.socket.on('data', (chunk: Buffer) => answer.push(...chunk))
    client.socket.write(Buffer.from([255, 244, 255, 253, 6]))
    await expect.poll(() => answer).toEqual([255, 252, 6])
    client.socket.write(Buffer.from([255, 253]))
    client.socket.write(Buffer.from([6]))
    await expect.poll(() => answer).toEqual([255, 252, 6, 255, 252, 6])
  })

  test('a door that throws loses that connection and no other', async () => {
    const door = await openEchoDoor({
      handlers: {
        line: (connection, text) => {
          if (text === 'bad') throw new Error('door')
          connection.send(Buffer.from('fine\n'))
        },
      },
    })
    const bad = await connected(door)
    const good = await connected(door)
    bad.client.say('bad\n')
    await expect.poll(() => door.log).toEqual(['closed error'])
    good.client.say('good\n')
    await expect.poll(() => good.client.received).toBe('fine\n')
    expect(door.errors).toHaveLength(1)
  })
})

test('a door that fails to open a connection loses that one only', async () => {
  let failures = 1
  const door = await openEchoDoor({
    handlers: {
      opened: () => {
        if ((failures -= 1) >= 0) throw new Error('door')
        return { lines: [] }
      },
    },
  })
  const refused = new TestClient(door.listener.port)
  await expect.poll(() => refused.socket.closed).toBe(true)
  const client = new TestClient(door.listener.port)
  client.say('hello\n')
  await expect.poll(() => client.received).toBe('hello\n')
  expect(door.errors).toHaveLength(1)
})

describe('holding', () => {
  test('lines wait while a connection is held and go on in order, one for each release', async () => {
    const door = await openEchoDoor({
      handlers: {
        line: (connection, text) => {
          connection.state.lines.push(text)
          connection.hold()
        },
      },
    })
    const { client, connection } = await connected(door)
    client.say('one\ntwo\nthree\n')
    await expect.poll(() => connection.state.lines).toEqual(['one'])
    connection.release()
    expect(connection.state.lines).toEqual(['one', 'two'])
    connection.release()
    connection.release()
    expect(connection.state.lines).toEqual(['one', 'two', 'three'])
  })

  test('a handler that holds and releases at once goes on in a loop, not ever deeper', async () => {
    const door = await openEchoDoor({
      handlers: {
        line: (connection, text) => {
          connection.hold()
          connection.state.lines.push(text)
          connection.release()
        },
      },
    })
    const { client, connection } = await connected(door)
    client.say('x\n'.repeat(30_000))
    await expect.poll(() => connection.state.lines.length).toBe(30_000)
  })

  test('past the ceiling the socket is not read until the door goes on', async () => {
    const door = await openEchoDoor({
      handlers: { line: ({ state }, text) => state.lines.push(text) },
    })
    const { client, connection } = await connected(door)
    connection.hold()
    const line = `${'x'.repeat(999)}\n`
    const lines = 50_000
    client.say(line.repeat(lines))
    expect(await settled(() => client.socket.writableLength)).toBeGreaterThan(1e6)
    connection.release()
    await expect.poll(() => connection.state.lines.length).toBe(lines)
  })
})

describe('a peer that half-closes', () => {
  test('gets the answers to everything it said, then the end', async () => {
    const door = await openEchoDoor()
    const client = new TestClient(door.listener.port, { allowHalfOpen: true })
    client.socket.end('one\ntwo\nnot a line')
    await expect.poll(() => client.ended).toBe(true)
    expect(client.received).toBe('one\ntwo\n')
    client.socket.destroy()
    await expect.poll(() => door.listener.connections.size).toBe(0)
    expect(door.log).toEqual(['closed peer'])
  })

  test('is answered also what a held connection still has to do', async () => {
    const door = await openEchoDoor({
      handlers: {
        line: (connection, text) => {
          connection.hold()
          connection.state.lines.push(text)
          setImmediate(() => {
            connection.send(Buffer.from(`${text}!\n`))
            connection.release()
          })
        },
      },
    })
    const client = new TestClient(door.listener.port, { allowHalfOpen: true })
    client.socket.end('one\ntwo\nthree\n')
    await expect.poll(() => client.ended).toBe(true)
    expect(client.received).toBe('one!\ntwo!\nthree!\n')
  })
})

describe('the end', () => {
  test('comes after what was sent before it; what is sent or heard later is nothing', async () => {
    const door = await openEchoDoor()
    const { client, connection } = await connected(door)
    connection.send(Buffer.from('one\n'))
    connection.end(Buffer.from('bye\n'))
    connection.send(Buffer.from('never\n'))
    connection.end()
    client.say('unheard\n')
    await expect.poll(() => client.ended).toBe(true)
    expect(client.received).toBe('one\nbye\n')
    await expect.poll(() => door.log).toEqual(['closed server'])
    expect(connection.state.lines).toEqual([])
    await expect.poll(() => door.listener.connections.size).toBe(0)
  })

  test('a peer that floods still receives its last words', async () => {
    const door = await openEchoDoor({
      handlers: { line: (connection) => connection.end(Buffer.from('bye\n')) },
    })
    const { client } = await connected(door)
    client.say('x\n'.repeat(1_000_000))
    await expect.poll(() => client.ended).toBe(true)
    expect(client.received).toBe('bye\n')
  })

  test('a peer that never closes its side is cut off by the heartbeat', async () => {
    const door = await openEchoDoor()
    const client = new TestClient(door.listener.port, { allowHalfOpen: true })
    await expect.poll(() => door.connections.length).toBe(1)
    door.connections[0]?.end()
    await expect.poll(() => client.ended).toBe(true)
    expect(door.log).toEqual(['closed server'])
    expect(door.listener.connections.size).toBe(1)
    door.clock.advance(5000)
    await expect.poll(() => door.listener.connections.size).toBe(0)
    expect(door.log).toEqual(['closed server'])
  })

  test('a connection that breaks is told to the door once, with why', async () => {
    const door = await openEchoDoor()
    const { client } = await connected(door)
    client.socket.resetAndDestroy()
    await expect.poll(() => door.log).toEqual(['closed ECONNRESET'])
  })
})

describe('deadlines', () => {
  test('a passed deadline is told to the door once', async () => {
    const expired: string[] = []
    const door = await openEchoDoor({
      handlers: {
        expired: (connection) => {
          expired.push(connection.id)
          connection.end(Buffer.from('too late\n'))
        },
      },
    })
    const first = await connected(door)
    const second = await connected(door)
    first.connection.deadline = door.clock.now() + 2000
    second.connection.deadline = door.clock.now() + 60_000
    door.clock.advance(1000)
    expect(expired).toEqual([])
    door.clock.advance(1000)
    expect(expired).toEqual(['connection-1'])
    await expect.poll(() => first.client.received).toBe('too late\n')
    expect(second.client.ended).toBe(false)
  })

  test('one timer serves all connections', async () => {
    const door = await openEchoDoor()
    await connected(door)
    await connected(door)
    expect(door.clock.waiting).toBe(1)
  })
})

test('a client that never reads is closed as slow at the ceiling (rule D9)', async () => {
  const door = await openEchoDoor({ ceilingBytes: 500_000 })
  const { client, connection } = await connected(door)
  client.socket.pause()
  const message = Buffer.alloc(50_000, 'x')
  await expect
    .poll(
      () => {
        connection.send(message)
        expect(connection.unsentBytes).toBeLessThanOrEqual(500_000)
        return door.log
      },
      { interval: 1 },
    )
    .toEqual(['closed slow'])
})
