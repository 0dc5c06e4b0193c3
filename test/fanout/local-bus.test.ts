/** The bus of one node. */
import { expect, test } from 'vitest'
import { LocalBus } from '../../src/fanout/local-bus.ts'
import { announcement, FakeLog } from './fakes.ts'

test('events come in the order of publishing, those published by a receiver after the ones under way', () => {
  const bus = new LocalBus(new FakeLog())
  const received: string[] = []
  bus.subscribe((event) => {
    const text = 'text' in event ? event.text : ''
    received.push(text)
    if (text === 'one') bus.publish([announcement('three')])
  })
  bus.publish([announcement('one'), announcement('two')])
  expect(received).toEqual(['one', 'two', 'three'])
})

test('a receiver that fails is logged; the publisher, the other receivers and later events are not touched', () => {
  const log = new FakeLog()
  const bus = new LocalBus(log)
  const received: string[] = []
  bus.subscribe(() => {
    throw new Error('broken')
  })
  bus.subscribe((event) => received.push(event.type))
  bus.publish([announcement('one')])
  bus.publish([announcement('two')])
  expect(received).toHaveLength(2)
  expect(log.lines).toEqual(['an event could not be delivered', 'an event could not be delivered'])
})
