/** Lines over WebSockets, at real sockets: both kinds of frames, limits, closing, and clients that break the rules. */
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { frameLines } from '../../src/net/websocket-frame.ts'
import { settled } from '../support/settled.ts'
import { startStopwatch } from '../support/stopwatch.ts'
import { openEchoSockets, TestClient, type EchoSockets } from './echo-door.ts'
import {
  binary,
  closeCode,
  connected,
  RawSocketClient,
  SocketClient,
  text,
  urlOf,
} from './websocket-client.ts'

async function rawlyConnected(door: EchoSockets) {
  const client = new RawSocketClient(door.http.port)
  await expect.poll(() => door.connections.length).toBe(1)
  return client
}

function spokenBy({ isOpen, socket }: SocketClient): string | null {
  return isOpen ? socket.protocol : null
}

describe('the frames', () => {
  test('are text or binary as the client asked, in its order of preference', async () => {
    const door = await openEchoSockets()
    const wishes = [[text], [binary], [binary, text], ['chat', text], ['chat'], []]
    const clients = wishes.map((wish) => new SocketClient(urlOf(door), wish))
    await expect.poll(() => door.connections.length).toBe(wishes.length)
    // The library takes no answer without one of its protocols where it asked for some.
    await expect.poll(() => clients.map(spokenBy)).toEqual([text, binary, binary, text, null, ''])
    const framings = door.connections.map(({ framing }) => framing)
    expect(framings).toEqual(expect.arrayContaining(['text-frames', 'binary-frames']))
    const [asText, asBinary] = clients
    for (const client of [asText, asBinary]) client?.socket.send('hello')
    await expect.poll(() => [asText?.received, asBinary?.received]).toEqual([['hello'], ['hello']])
    expect([asText?.kinds, asBinary?.kinds]).toEqual([[false], [true]])
  })

  test('hold one line each, whatever was written at once', async () => {
    const door = await openEchoSockets()
    const { client, connection } = await connected(door)
    connection.send(frameLines(Buffer.from('one\r\ntwo\r\n'), connection.framing))
    connection.send(frameLines(Buffer.from('three\r\n'), connection.framing))
    await expect.poll(() => client.received).toEqual(['one', 'two', 'three'])
  })

  test('an ending that should not be there ends the line, and is no line of its own', async () => {
    const door = await openEchoSockets()
    const { client, connection } = await connected(door)
    for (const line of ['one\r\n', 'two\n', 'three']) client.socket.send(line)
    await expect.poll(() => connection.state.lines).toEqual(['one', 'two', 'three'])
  })

  test('may come in fragments, with a ping between them', async () => {
    const door = await openEchoSockets()
    const client = await rawlyConnected(door)
    client.send(0x01, 'hé')
    client.send(0x89, 'beat')
    client.send(0x00, 'll')
    client.send(0x80, 'o')
    await expect.poll(() => client.frames.toString('latin1')).toContain('\x8a\x04beat')
    await expect.poll(() => client.frames.toString('utf8')).toContain('héllo')
    expect(door.connections[0]?.state.lines).toEqual(['héllo'])
  })

  test('a line of bytes that are no text is a fault of the line, and bytes of TELNET are nothing special', async () => {
    const door = await openEchoSockets()
    const { client } = await connected(door, [binary])
    client.socket.send(Buffer.from([0x61, 0xff, 0xfd, 0x06]))
    client.socket.send(Buffer.from('next'))
    await expect.poll(() => client.received).toEqual(['! not-utf8', 'next'])
  })

  test('a line longer than the limit is a fault, and the connection stays', async () => {
    const door = await openEchoSockets({ limits: { lineBytes: 16 } })
    const { client } = await connected(door)
    client.socket.send('x'.repeat(60_000))
    client.socket.send('next')
    await expect.poll(() => client.received).toEqual(['! line-too-long', 'next'])
  })
})

describe('a client that breaks the rules', () => {
  test('by text that is not UTF-8 is told so in the close frame', async () => {
    const door = await openEchoSockets()
    const client = await rawlyConnected(door)
    client.send(0x81, Buffer.from([0x61, 0xff]))
    await expect.poll(() => closeCode(client.frames)).toBe(1007)
    await expect.poll(() => door.log).toEqual(['closed WS_ERR_INVALID_UTF8'])
    await expect.poll(() => door.sockets.connections.size).toBe(0)
  })

  test('by a message past 64 KiB is told so, however it is cut up', async () => {
    for (const fragments of [1, 8]) {
      const door = await openEchoSockets()
      const { client } = await connected(door)
      const part = 'x'.repeat(65_544 / fragments)
      for (let sent = 1; sent <= fragments; sent += 1)
        client.socket.send(part, { fin: sent === fragments, binary: false })
      await expect.poll(() => client.closed?.code).toBe(1009)
      expect(door.log).toEqual(['closed WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'])
    }
  })

  test('by countless tiny fragments is closed', async () => {
    const door = await openEchoSockets()
    const { client } = await connected(door)
    for (let sent = 0; sent < 5000; sent += 1) client.socket.send('x', { fin: false })
    await expect.poll(() => client.closed?.code).toBe(1008)
  })

  test('by frames without a mask is closed', async () => {
    const door = await openEchoSockets()
    const client = await rawlyConnected(door)
    client.socket.write(Buffer.from([0x81, 0x01, 0x61]))
    await expect.poll(() => closeCode(client.frames)).toBe(1002)
    await expect.poll(() => door.log).toEqual(['closed WS_ERR_EXPECTED_MASK'])
  })

  test('and then keeps its socket open is cut off all the same', async () => {
    const door = await openEchoSockets()
    const client = await rawlyConnected(door)
    client.socket.write(Buffer.from([0x81, 0x01, 0x61]))
    await expect.poll(() => door.log).toHaveLength(1)
    const stopwatch = startStopwatch()
    await door.sockets.close(200)
    expect(stopwatch.stop()).toBeLessThan(1000)
  })
})

describe('pings', () => {
  test('are answered, and count as signs of life', async () => {
    const door = await openEchoSockets()
    const { client, connection } = await connected(door)
    door.clock.advance(5000)
    client.socket.ping('beat')
    await expect.poll(() => client.pongs).toEqual(['beat'])
    expect(connection.lastHeardAt).toBe(door.clock.now())
  })

  test('of a client that reads none of the answers cost it the connection', async () => {
    const door = await openEchoSockets({ ceilingBytes: 200_000 })
    const client = await rawlyConnected(door)
    client.socket.pause()
    const ping = Buffer.concat([Buffer.from([0x89, 0xfd]), Buffer.alloc(4), Buffer.alloc(125, 'x')])
    const many = Buffer.concat(Array.from({ length: 1000 }, () => ping))
    const flood = () => {
      if (!client.socket.destroyed) client.socket.write(many)
      return door.log
    }
    await expect.poll(flood, { interval: 1 }).toEqual(['closed slow'])
  })
})

describe('holding', () => {
  test('lines wait in order, and past the ceiling the socket is not read until the door goes on', async () => {
    const door = await openEchoSockets({ handlers: { line: ({ state }, line) => state.lines.push(line) } })
    const { client, connection } = await connected(door)
    connection.hold()
    const lines = 30_000
    for (let sent = 0; sent < lines; sent += 1) client.socket.send('x'.repeat(1000))
    expect(await settled(() => client.socket.bufferedAmount)).toBeGreaterThan(1e6)
    expect(connection.state.lines).toEqual([])
    connection.release()
    await expect.poll(() => connection.state.lines.length).toBe(lines)
  })

  test('what was said before the client closed is still carried out', async () => {
    const door = await openEchoSockets({
      handlers: {
        line: (connection, line) => {
          connection.hold()
          connection.state.lines.push(line)
        },
      },
    })
    const { client, connection } = await connected(door)
    for (const line of ['one', 'two', 'QUIT']) client.socket.send(line)
    client.socket.close(1000)
    await expect.poll(() => client.closed?.code).toBe(1000)
    expect([connection.state.lines, door.log]).toEqual([['one'], []])
    for (let released = 0; released < 3; released += 1) connection.release()
    expect(connection.state.lines).toEqual(['one', 'two', 'QUIT'])
    await expect.poll(() => door.log).toEqual(['closed peer'])
    await expect.poll(() => door.sockets.connections.size).toBe(0)
    expect(door.http.counts.total).toBe(0)
  })

  test('a connection cut off while its peer is gone already is closed once', async () => {
    const door = await openEchoSockets({ handlers: { line: (connection) => connection.hold() } })
    const { client, connection } = await connected(door)
    client.socket.send('one')
    client.socket.close()
    await expect.poll(() => client.closed !== null).toBe(true)
    connection.destroy('server')
    await expect.poll(() => door.sockets.connections.size).toBe(0)
    expect(door.log).toEqual(['closed server'])
  })
})

describe('the end', () => {
  test('comes after what was sent before it, with a code and a reason', async () => {
    const door = await openEchoSockets()
    const { client, connection } = await connected(door)
    connection.send(frameLines(Buffer.from('one\r\n'), connection.framing))
    const reason = 'é'.repeat(100)
    connection.end(frameLines(Buffer.from('bye\r\n'), connection.framing), { code: 1008, reason })
    connection.send(frameLines(Buffer.from('never\r\n'), connection.framing))
    await expect.poll(() => client.closed).toEqual({ code: 1008, reason: 'é'.repeat(61) })
    expect(client.received).toEqual(['one', 'bye'])
    await expect.poll(() => door.sockets.connections.size).toBe(0)
    expect(door.log).toEqual(['closed server'])
  })

  test('a client that does not answer the close frame is cut off by the heartbeat', async () => {
    const door = await openEchoSockets()
    const client = await rawlyConnected(door)
    door.connections[0]?.end()
    await expect.poll(() => closeCode(client.frames)).toBe(1000)
    await expect.poll(() => door.log).toEqual(['closed server'])
    door.clock.advance(5000)
    await expect.poll(() => client.socket.closed).toBe(true)
    expect(door.sockets.connections.size).toBe(0)
  })

  test('a client that vanishes without a close frame is told to the door once', async () => {
    const door = await openEchoSockets()
    const client = await rawlyConnected(door)
    client.socket.destroy()
    await expect.poll(() => door.log).toEqual(['closed peer'])
    await expect.poll(() => door.http.counts.total).toBe(0)
  })

  test('a broken connection is told to the door once, with why', async () => {
    const door = await openEchoSockets()
    const client = await rawlyConnected(door)
    client.socket.resetAndDestroy()
    await expect.poll(() => door.log).toEqual(['closed ECONNRESET'])
    await expect.poll(() => door.sockets.connections.size).toBe(0)
  })

  test('a passed deadline is told to the door', async () => {
    const door = await openEchoSockets({ handlers: { expired: (connection) => connection.end() } })
    const { client, connection } = await connected(door)
    connection.deadline = door.clock.now() + 1000
    door.clock.advance(1000)
    await expect.poll(() => client.closed?.code).toBe(1000)
  })

  test('a client that never reads is closed as slow at the ceiling', async () => {
    const door = await openEchoSockets({ ceilingBytes: 500_000 })
    const client = await rawlyConnected(door)
    client.socket.pause()
    const message = frameLines(Buffer.alloc(50_000, 'x'), 'text-frames')
    const send = () => {
      door.connections[0]?.send(message)
      return door.log
    }
    await expect.poll(send, { interval: 1 }).toEqual(['closed slow'])
    await expect.poll(() => door.sockets.connections.size).toBe(0)
  })

  test('of all of them is quick, also of those who do not answer', async () => {
    const door = await openEchoSockets()
    const silent = Array.from({ length: 30 }, () => new RawSocketClient(door.http.port))
    await expect.poll(() => door.connections.length).toBe(30)
    for (const { socket } of silent.slice(15)) socket.pause()
    const message = frameLines(Buffer.alloc(200_000, 'x'), 'text-frames')
    for (const connection of door.connections) connection.send(message)
    const idle = new TestClient(door.http.port)
    await once(idle.socket, 'connect')
    const stopwatch = startStopwatch()
    await Promise.all([door.sockets.close(500), door.http.close(500)])
    expect(stopwatch.stop()).toBeLessThan(1000)
    expect(door.sockets.connections.size).toBe(0)
  })
})
