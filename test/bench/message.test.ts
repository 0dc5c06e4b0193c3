/** What the generator sends and how it recognises it: one byte changed anywhere must be noticed. */
import { expect, test } from 'vitest'
import { ChunkReader } from '../../bench/generator/chunk-reader.ts'
import { linePrefix, lineBytes, messageText, readMessage, textBytes } from '../../bench/generator/message.ts'
import { Tally } from '../../bench/generator/tally.ts'
import { smallChannels } from '../../bench/layout.ts'

function line(sender: number, sequence: number, channel = 0): string {
  return `${linePrefix(channel, sender)}${messageText(sender, sequence, 123_456)}\n`
}

test('a message is read back as it was sent', () => {
  expect(messageText(3, 42, 123_456)).toHaveLength(textBytes)
  const read = readMessage(Buffer.from(line(3, 42, 7)), 0)
  expect(read).toEqual({ sender: 3, sequence: 42, channel: 7, time: 123_456 })
})

test('a change of any byte is noticed', () => {
  const whole = Buffer.from(line(3, 42))
  const read = readMessage(whole, 0)
  for (let at = 0; at < lineBytes; at += 1) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(readMessage(changed, 0)).not.toEqual(read)
  }
})

test('facts between messages are passed over, refusals are kept, cut messages are counted', () => {
  const lines = `* b00009 joined #c00000\n${line(1, 0)}! too fast\n[#c00000] b00001: cut\n${line(1, 1)}`
  const chunk = new ChunkReader().read(Buffer.from(lines))
  expect(chunk.messages.map(({ sequence }) => sequence)).toEqual([0, 1])
  expect(chunk).toMatchObject({ altered: 1, refusals: ['! too fast'] })
})

test('a lost, a repeated and a misdirected message are counted', () => {
  const reader = new ChunkReader()
  const tally = new Tally({ channelSizes: [2, 2], sendersPerChannel: 2 })
  const receive = (client: number, text: string): number => tally.take(client, reader.read(Buffer.from(text)))
  expect(receive(0, line(0, 0) + line(1, 0) + line(0, 1))).toBe(2)
  expect(tally).toMatchObject({ deliveries: 3, disorder: 0, altered: 0 })
  receive(0, line(0, 3))
  receive(0, line(0, 3))
  expect(tally.disorder).toBe(2)
  receive(2, line(0, 0))
  expect(tally.altered).toBe(1)
})

test('small channels have two to ten clients and nobody is left out', () => {
  const sizes = smallChannels(1000)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1000)
  expect(Math.max(...sizes)).toBe(10)
})
