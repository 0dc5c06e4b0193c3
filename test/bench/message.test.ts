/** What the generator sends and how it recognises it, at every door: one byte changed anywhere must be noticed. */
import { expect, test } from 'vitest'
import { ChunkReader } from '../../bench/generator/chunk-reader.ts'
import type { Door } from '../../bench/generator/doors/door.ts'
import { ircDoor } from '../../bench/generator/doors/irc.ts'
import { linePrefix, plainDoor } from '../../bench/generator/doors/plain.ts'
import { websocketDoor } from '../../bench/generator/doors/websocket.ts'
import { messageText, textBytes, textKinds, type TextKind } from '../../bench/generator/message.ts'
import { Tally } from '../../bench/generator/tally.ts'
import { channelName, userName } from '../../bench/layout.ts'

type Written = (sender: number, sequence: number, channel?: number) => Buffer

const textOf = (sender: number, sequence: number, kind: TextKind) =>
  messageText(sender, sequence, 123_456, kind)

const plainOf =
  (kind: TextKind): Written =>
  (sender, sequence, channel = 0) =>
    Buffer.from(`${linePrefix(channel, sender)}${textOf(sender, sequence, kind)}\n`)

const ircOf =
  (kind: TextKind): Written =>
  (sender, sequence, channel = 0) =>
    Buffer.from(
      `:${userName(sender)}!~b@0123.guest PRIVMSG #${channelName(channel)} :${textOf(sender, sequence, kind)}\r\n`,
    )

const taggedOf =
  (kind: TextKind): Written =>
  (...message) =>
    Buffer.concat([Buffer.from('@time=2026-11-30T00:00:00.000Z;msgid=x '), ircOf(kind)(...message)])

const websocketOf =
  (kind: TextKind): Written =>
  (sender, sequence, channel = 0) => {
    const message = { text: textOf(sender, sequence, kind), author: { name: userName(sender) } }
    const place = { name: channelName(channel) }
    const payload = JSON.stringify({ event: 'message.sent', channel: place, message, at: 1 })
    return Buffer.concat([
      Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff]),
      Buffer.from(payload),
    ])
  }

const doors = textKinds.flatMap(
  (kind) =>
    [
      [`plain, ${kind}`, plainDoor, plainOf(kind), kind],
      [`irc, ${kind}`, ircDoor({ tags: false }), ircOf(kind), kind],
      [`irc with tags, ${kind}`, ircDoor({ tags: true }), taggedOf(kind), kind],
      [`websocket, ${kind}`, websocketDoor, websocketOf(kind), kind],
    ] as const satisfies readonly (readonly [string, Door, Written, TextKind])[],
)
const plain = plainOf('words')
const irc = ircOf('words')
const websocket = websocketOf('words')

test.each(doors)('%s: a message is read back as it was sent', (_, door, written, kind) => {
  expect(textOf(3, 42, kind)).toHaveLength(textBytes)
  const heard = door.read(Buffer.concat([written(3, 42, 7), written(4, 0, 7)]))
  expect(heard.messages).toEqual([
    { sender: 3, sequence: 42, channel: 7, time: 123_456 },
    { sender: 4, sequence: 0, channel: 7, time: 123_456 },
  ])
  expect(heard).toMatchObject({ altered: 0, refusals: [], answer: '' })
})

test.each(doors)('%s: a change of any byte of the text is noticed', (_, door, written, kind) => {
  const whole = written(3, 42)
  const textAt = whole.indexOf(textOf(3, 42, kind))
  for (let at = textAt; at < textAt + textBytes; at += 1) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(door.read(changed).messages).not.toEqual(door.read(whole).messages)
  }
})

test.each(doors)('%s: another name or channel before the text is noticed', (_, door, written) => {
  const whole = written(3, 42)
  for (const [name, other] of [
    ['b00003', 'b00004'],
    ['c00000', 'c00001'],
  ] as const) {
    const changed = Buffer.from(whole)
    changed.write(other, whole.indexOf(name))
    expect(door.read(changed).messages).not.toEqual(door.read(whole).messages)
  }
})

test.each(doors)('%s: only what has come whole is read', (_, door, written) => {
  const [one, other] = [written(3, 42), written(3, 43)]
  const both = Buffer.concat([one, other])
  for (let length = one.length; length < both.length; length += 1)
    expect(door.wholeBytes(both.subarray(0, length))).toBe(one.length)
  expect(door.wholeBytes(both)).toBe(both.length)
})

test('plain: facts between messages are passed over, refusals are kept, cut messages are counted', () => {
  const cut = '! too fast\n[#c00000] b00001: cut\n'
  const bytes = Buffer.concat([
    Buffer.from('* b00009 joined #c00000\n'),
    plain(1, 0),
    Buffer.from(cut),
    plain(1, 1),
  ])
  const heard = plainDoor.read(bytes)
  expect(heard.messages.map(({ sequence }) => sequence)).toEqual([0, 1])
  expect(heard).toMatchObject({ altered: 1, refusals: ['! too fast'] })
})

test('irc: the same, and a PING is answered', () => {
  const between = [
    ':b00009!~b@x JOIN #c00000',
    'PING :irc.bench.test',
    ':irc.bench.test 404 b00001 #c00000 :Cannot send',
    ':b00001!~b@x PRIVMSG #c00000 :cut',
    '',
  ].join('\r\n')
  const heard = ircDoor({ tags: false }).read(Buffer.concat([irc(1, 0), Buffer.from(between), irc(1, 1)]))
  expect(heard.messages.map(({ sequence }) => sequence)).toEqual([0, 1])
  expect(heard).toMatchObject({
    altered: 1,
    refusals: [':irc.bench.test 404 b00001 #c00000 :Cannot send'],
    answer: 'PONG :irc.bench.test\r\n',
  })
})

test('websocket: the handshake is passed over, a ping is answered with a masked pong', () => {
  const handshake = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n')
  expect(websocketDoor.wholeBytes(handshake.subarray(0, 30))).toBe(0)
  const bytes = Buffer.concat([handshake, Buffer.from([0x89, 2]), Buffer.from('hi'), websocket(1, 0)])
  expect(websocketDoor.wholeBytes(bytes)).toBe(bytes.length)
  const heard = websocketDoor.read(bytes)
  expect(heard.messages).toHaveLength(1)
  expect(Buffer.from(heard.answer, 'latin1')).toEqual(Buffer.from([0x8a, 0x82, 0, 0, 0, 0, 0x68, 0x69]))
})

test('a chunk that was read before is the same chunk; another of its length is not', () => {
  const reader = new ChunkReader((bytes) => plainDoor.read(bytes))
  const first = reader.read(plain(1, 0))
  expect(reader.read(plain(1, 0))).toBe(first)
  expect(reader.read(plain(1, 1)).messages).toMatchObject([{ sequence: 1 }])
})

test('a lost, a repeated and a misdirected message are counted, and observers are told of theirs', () => {
  const tally = new Tally(
    { channelSizes: [2, 2], sendersPerChannel: 2 },
    new Map([
      [0, 0],
      [2, 0],
    ]),
  )
  const reader = new ChunkReader((bytes) => plainDoor.read(bytes))
  const observed: number[] = []
  const receive = (client: number, bytes: Buffer): void =>
    tally.take(client, reader.read(bytes), (sender) => observed.push(sender))
  receive(0, Buffer.concat([plain(0, 0), plain(2, 0), plain(0, 1)]))
  receive(2, plain(0, 0))
  expect(observed).toEqual([0, 2, 0])
  expect(tally).toMatchObject({ deliveries: 4, disorder: 0, altered: 0 })
  receive(0, plain(0, 3))
  receive(0, plain(0, 3))
  expect(tally.disorder).toBe(2)
  receive(1, plain(0, 0))
  expect(tally.altered).toBe(1)
})
