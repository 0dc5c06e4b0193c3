/** What every bus does on the node that publishes. */
import { expect, it } from 'vitest'
import type { Bus } from '../../src/fanout/bus.ts'
import { announcement, FakeLog } from './fakes.ts'

export function busContract(open: (log: FakeLog) => Bus): void {
  it('gives events at once, in the order of publishing, those published by a receiver after the ones under way', () => {
    const bus = open(new FakeLog())
    const received: string[] = []
    bus.subscribe(([event]) => {
      const text = 'text' in event ? event.text : ''
      received.push(text)
      if (text === 'one') bus.publish([announcement('three')])
    })
    bus.publish([announcement('one'), announcement('two')])
    expect(received).toEqual(['one', 'two', 'three'])
  })

  it('logs a receiver that fails; the publisher, the other receivers and later events are not touched', () => {
    const log = new FakeLog()
    const bus = open(log)
    const received: string[] = []
    bus.subscribe(() => {
      throw new Error('broken')
    })
    bus.subscribe(([event]) => received.push(event.type))
    bus.publish([announcement('one')])
    bus.publish([announcement('two')])
    expect(received).toHaveLength(2)
    expect(log.lines).toEqual(['an event could not be delivered', 'an event could not be delivered'])
  })
}
