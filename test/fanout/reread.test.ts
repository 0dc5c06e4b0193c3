/** What is lost between nodes is read again from the store, reactions like messages. */
import { expect, test } from 'vitest'
import { positionOf, type PositionedEvent } from '../../src/core/events.ts'
import { changeEvent } from '../../src/core/messages/changes.ts'
import { createFanout } from '../../src/fanout/fanout.ts'
import { LocalBus } from '../../src/fanout/local-bus.ts'
import { rereadFrom } from '../../src/server/reread.ts'
import { addChannel, addUser, say, temporaryStore } from '../store/support.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { FakeClient, FakeLog } from './fakes.ts'

test('a lost reaction is a gap, filled from the store and shown once', async () => {
  const store = await temporaryStore()
  const channel = await addChannel(store, 'general')
  const john = await addUser(store, 'john', { channels: [channel.id] })
  const clock = new ManualClock()
  const log = new FakeLog()
  const bus = new LocalBus(log)
  const { hub } = createFanout(bus, { reread: rereadFrom(store, clock), clock, log })
  const client = new FakeClient('john-client')
  hub.attach(client)
  hub.signIn(client, john, false)
  hub.subscribe(client, [{ channel: channel.id, position: 0 }])
  hub.release(client, new Map())

  const one = await say(store, channel, john, 'one')
  const sign = { message: one.id, author: john, reaction: '👍', at: 5 }
  await store.messages.addReaction(sign, 20)
  await store.messages.addReaction({ ...sign, reaction: 'ok' }, 20)
  await store.messages.removeReaction({ ...sign, at: 6 })
  await say(store, channel, john, 'two')
  const facts = (await store.messages.changedSince(channel.id, 0, 9)).changes.map((change) =>
    changeEvent(channel, change),
  )
  const at = (position: number): PositionedEvent[] => facts.filter((fact) => positionOf(fact) === position)
  const shown = () =>
    client.seen.map((event) =>
      event.type === 'message.reacted' ? `${event.reaction} ${event.added}` : event.type,
    )

  bus.publish([...at(1), ...at(4), ...at(5)])
  expect(shown()).toEqual(['message.sent'])
  clock.advance(500)
  const all = ['message.sent', 'ok true', '👍 false', 'message.sent']
  await expect.poll(shown).toEqual(all)
  bus.publish([...at(3), ...at(4)])
  expect(shown()).toEqual(all)
  expect(hub.seenBy(john.id)).toEqual([{ channel: channel.id, position: 5 }])
})
