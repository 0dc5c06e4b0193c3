/** Feed and hub together: a message that is quicker than the news of its direct channel. */
import { expect, test } from 'vitest'
import type { ChannelId } from '../../src/core/types.ts'
import { createFanout } from '../../src/fanout/fanout.ts'
import { LocalBus } from '../../src/fanout/local-bus.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { FakeClient, FakeLog, john, mary, message } from './fakes.ts'

test('it is shown once, and the next one does not wait for a gap', () => {
  const log = new FakeLog()
  const bus = new LocalBus(log)
  const { hub } = createFanout(bus, { reread: () => Promise.resolve([]), clock: new ManualClock(), log })
  const client = new FakeClient('john-client')
  hub.attach(client)
  hub.signIn(client, john, false)
  hub.subscribe(client, [])
  hub.release(client, new Map())
  const direct = { id: 'direct' as ChannelId, kind: 'direct', name: '', between: [john, mary] } as const
  bus.publish([message(7, { in: direct })])
  bus.publish([message(8, { in: direct }), message(9, { in: direct })])
  expect(client.texts).toEqual(['7 text 7', '8 text 89 text 9'])
  expect(log.lines).toEqual([])
})

test('what a client was shown while it signed in is not shown again when its news comes after', () => {
  const log = new FakeLog()
  const bus = new LocalBus(log)
  const { hub } = createFanout(bus, { reread: () => Promise.resolve([]), clock: new ManualClock(), log })
  const client = new FakeClient('john-client')
  const direct = { id: 'direct' as ChannelId, kind: 'direct', name: '', between: [john, mary] } as const
  hub.attach(client)
  hub.signIn(client, john, false)
  hub.subscribe(client, [])
  hub.release(client, new Map([[direct.id, 2]]))
  bus.publish([message(1, { in: direct }), message(2, { in: direct }), message(3, { in: direct })])
  expect(client.texts).toEqual(['3 text 3'])
})
