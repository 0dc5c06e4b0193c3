/** Order per channel: next, duplicate, ahead, gap → re-read. */
import { describe, expect, test } from 'vitest'
import { isPositioned, positionOf, type ChatEvent } from '../../src/core/events.ts'
import type { ChannelId } from '../../src/core/types.ts'
import { Feed } from '../../src/fanout/feed.ts'
import type { Volley } from '../../src/fanout/volley.ts'
import { ManualClock } from '../support/manual-clock.ts'
import {
  announcement,
  channelNamed,
  FakeLog,
  general,
  john,
  joined,
  left,
  message,
  reaction,
} from './fakes.ts'

type Answer = (after: number) => readonly ChatEvent[] | Error

function feedFrom(position: number, answer: Answer = () => []) {
  const delivered: (string | number)[] = []
  const asked: number[] = []
  const clock = new ManualClock()
  const log = new FakeLog()
  const feed = new Feed({
    clock,
    log,
    deliver: (volley) => {
      for (const event of volley) delivered.push(isPositioned(event) ? positionOf(event) : event.type)
    },
    reread: (channel, after) => {
      expect(channel).toBe(general)
      asked.push(after)
      const events = answer(after)
      return events instanceof Error ? Promise.reject(events) : Promise.resolve(events)
    },
  })
  feed.begin(general, position)
  const receive = (...events: ChatEvent[]): void => events.forEach((event) => feed.receive([event]))
  return { feed, delivered, asked, clock, log, receive }
}

describe('in order', () => {
  test('the next message is delivered, one that came already is dropped (rule D5)', () => {
    const { delivered, receive } = feedFrom(4)
    receive(message(5), message(5), message(3), message(6))
    expect(delivered).toEqual([5, 6])
  })

  test('messages ahead wait until the gap is filled', () => {
    const { delivered, receive, clock } = feedFrom(0)
    receive(message(3), message(2))
    expect(delivered).toEqual([])
    receive(message(1))
    expect(delivered).toEqual([1, 2, 3])
    expect(clock.waiting).toBe(0)
  })

  test('reactions wait their turn, and are dropped when they come twice', () => {
    const { delivered, receive } = feedFrom(0)
    receive(reaction(3), message(1), reaction(1), reaction(3))
    expect(delivered).toEqual([1])
    receive(reaction(2), reaction(2), reaction(3))
    expect(delivered).toEqual([1, 2, 3])
  })

  test('what has no position does not overtake the messages published before it', () => {
    const { delivered, receive } = feedFrom(0)
    receive(message(2), left(john), message(3), joined(john, 3))
    expect(delivered).toEqual([])
    receive(message(1))
    expect(delivered).toEqual([1, 2, 'member.left', 3, 'member.joined'])
  })

  test('other channels and facts without a channel do not wait', () => {
    const { feed, delivered, receive } = feedFrom(0)
    const other = channelNamed('other' as ChannelId)
    feed.begin(other.id, 0)
    receive(message(2), announcement('hello'), message(1, { in: other }))
    expect(delivered).toEqual(['announcement.made', 1])
  })

  test('a channel nobody here follows passes through', () => {
    const { feed, delivered, receive } = feedFrom(0)
    feed.forget(general)
    receive(message(7), message(9))
    expect(delivered).toEqual([7, 9])
  })
})

describe('a gap that stays', () => {
  test('is re-read from the store after half a second, and what waited goes on', async () => {
    const { delivered, asked, clock, receive } = feedFrom(0, () => [message(1), message(2), message(3)])
    receive(message(3), left(john))
    clock.advance(499)
    expect(asked).toEqual([])
    clock.advance(1)
    await expect.poll(() => delivered).toEqual([1, 2, 3, 'member.left'])
    receive(message(4))
    expect(delivered).toEqual([1, 2, 3, 'member.left', 4])
    expect(asked).toEqual([0])
    expect(clock.waiting).toBe(0)
  })

  test('what comes meanwhile waits for the answer', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly ChatEvent[]>()
    const delivered: number[] = []
    const clock = new ManualClock()
    const deliver = ([event]: Volley) => void (isPositioned(event) && delivered.push(positionOf(event)))
    const feed = new Feed({ clock, log: new FakeLog(), deliver, reread: () => promise })
    feed.begin(general, 0)
    feed.receive([message(2)])
    clock.advance(500)
    feed.receive([message(1)])
    feed.receive([message(3)])
    expect(delivered).toEqual([])
    resolve([message(1), message(2)])
    await expect.poll(() => delivered).toEqual([1, 2, 3])
  })

  test('positions that were changed again later are not waited for', async () => {
    const edited = message(4, { position: 1, text: 'better' })
    const { delivered, clock, receive } = feedFrom(0, () => [message(3), edited])
    receive(message(2), message(4), message(5))
    clock.advance(500)
    await expect.poll(() => delivered).toEqual([3, 4, 5])
  })

  test('is read page by page', async () => {
    const { delivered, asked, clock, receive } = feedFrom(0, (after) => [
      message(after + 1),
      message(after + 2),
    ])
    receive(message(6))
    clock.advance(500)
    await expect.poll(() => delivered).toEqual([1, 2, 3, 4, 5, 6])
    expect(asked).toEqual([0, 2, 4])
  })

  test('is skipped when the store has nothing there', async () => {
    const { delivered, clock, receive } = feedFrom(0)
    receive(message(3), message(2))
    clock.advance(500)
    await expect.poll(() => delivered).toEqual([2, 3])
  })

  test('is asked for again when the store does not answer', async () => {
    let failures = 2
    const { delivered, asked, clock, log, receive } = feedFrom(0, () =>
      (failures -= 1) >= 0 ? new Error('disk') : [message(1), message(2)],
    )
    receive(message(2))
    await expect.poll(() => (clock.advance(500), delivered)).toEqual([1, 2])
    expect(asked).toEqual([0, 0, 0])
    expect(log.lines.filter((line) => line === 'a gap could not be re-read')).toHaveLength(2)
  })

  test('behind which too much waits is re-read at once', async () => {
    const missing = Array.from({ length: 1001 }, (_, index) => message(index + 1))
    const { delivered, receive } = feedFrom(0, () => missing)
    receive(...missing.slice(1))
    await expect.poll(() => delivered.length).toBe(1001)
  })

  test('is forgotten with its channel', async () => {
    const { feed, delivered, asked, clock, receive } = feedFrom(0)
    receive(message(2))
    feed.forget(general)
    clock.advance(1000)
    expect([asked, delivered]).toEqual([[], []])
  })
})

describe('what the store knows of', () => {
  test('is read when it does not come by itself in a moment, page after page', async () => {
    const stored = [message(5), message(6), message(7)]
    const { feed, delivered, asked, clock, receive } = feedFrom(4, (after) =>
      stored.filter((event) => positionOf(event) > after).slice(0, 2),
    )
    feed.catchUp(general, 7)
    clock.advance(499)
    expect(asked).toEqual([])
    clock.advance(1)
    await expect.poll(() => delivered).toEqual([5, 6, 7])
    expect(asked).toEqual([4, 6])
    receive(message(6), message(8))
    expect(delivered).toEqual([5, 6, 7, 8])
  })

  test('is not read when it comes after all, nor when it has come before', () => {
    const { feed, delivered, asked, clock, receive } = feedFrom(4)
    feed.catchUp(general, 5)
    receive(message(5), joined(john, 5))
    feed.catchUp(general, 3)
    feed.catchUp('another' as ChannelId, 9)
    clock.advance(1000)
    expect([delivered, asked, clock.waiting]).toEqual([[5, 'member.joined'], [], 0])
  })

  test('and has changed again since has no place there any more', async () => {
    const { feed, delivered, clock, asked, receive } = feedFrom(4)
    feed.catchUp(general, 6)
    clock.advance(500)
    await expect.poll(() => asked).toEqual([4])
    receive(message(7))
    await expect.poll(() => delivered).toEqual([7])
  })
})
