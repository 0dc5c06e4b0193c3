/** Who is in which channel, in which generator, and who tells that a message has arrived. */
import { expect, test } from 'vitest'
import {
  equalChannels,
  membersOf,
  observersOf,
  placesOf,
  ringLayout,
  seatInRing,
  smallChannels,
} from '../../bench/layout.ts'

test('small channels have two to ten clients and nobody is left out', () => {
  const sizes = smallChannels(1000)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1000)
  expect(Math.max(...sizes)).toBe(10)
})

test.each(Array.from({ length: 120 }, (_, clients) => clients + 2))(
  'of %i clients none is alone in a small channel',
  (clients) => {
    const sizes = smallChannels(clients)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(clients)
    expect(Math.min(...sizes)).toBeGreaterThan(1)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10)
  },
)

test('in a ring each client is in as many channels as a channel has members, and talks in one', () => {
  const layout = ringLayout(5, 3)
  const places = placesOf(layout)
  for (const client of [0, 1, 2, 3, 4]) {
    const own = places.filter(({ number }) => number === client)
    expect(own.map(({ seat }) => seat)).toEqual([0, 1, 2])
    expect(new Set(own.map(({ channel }) => channel)).size).toBe(3)
    for (const { channel, seat } of own) expect(seatInRing(layout, client, channel)).toBe(seat)
  }
  expect(seatInRing(layout, 0, 1)).toBe(-1)
  expect(() => ringLayout(2, 3)).toThrow('nobody can be in 3 of 2 channels')
  expect(() => membersOf(layout, { index: 0, of: 2 })).toThrow('a single generator')
})

test('equal channels leave nobody out either', () => {
  expect(equalChannels(25, 10)).toEqual([10, 10, 5])
})

test('clients are put into channels in turn, until a channel is full', () => {
  const places = placesOf({ channelSizes: [3, 1, 2], sendersPerChannel: 1 })
  expect(places.map(({ channel, seat }) => [channel, seat])).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [0, 1],
    [2, 1],
    [0, 2],
  ])
})

test('a single channel is parted among generators, several are not', () => {
  const one = { channelSizes: [4], sendersPerChannel: 1 }
  expect(membersOf(one, { index: 1, of: 2 }).map(({ number }) => number)).toEqual([1, 3])
  const several = { channelSizes: [2, 2, 2], sendersPerChannel: 1 }
  expect(membersOf(several, { index: 0, of: 2 }).map(({ number }) => number)).toEqual([0, 2, 3, 5])
})

test('the last members observe the first senders, of their own channel, and nobody observes itself', () => {
  const layout = { channelSizes: [4, 2], sendersPerChannel: 2 }
  const observers = observersOf(membersOf(layout, { index: 0, of: 1 }), layout)
  expect([...observers]).toEqual([
    [0, 5],
    [2, 4],
    [1, 3],
    [3, 1],
  ])
})

test('a sender whom nobody hears is an error', () => {
  const layout = { channelSizes: [1], sendersPerChannel: 1 }
  expect(() => observersOf(membersOf(layout, { index: 0, of: 1 }), layout)).toThrow('nobody is there to hear')
})
