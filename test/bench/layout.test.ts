/** Who is in which channel, in which generator, and who tells that a message has arrived. */
import { expect, test } from 'vitest'
import { equalChannels, membersOf, observersOf, placesOf, smallChannels } from '../../bench/layout.ts'

test('small channels have two to ten clients and nobody is left out', () => {
  const sizes = smallChannels(1000)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1000)
  expect(Math.max(...sizes)).toBe(10)
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
