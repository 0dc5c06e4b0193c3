/** What is given in one go: the same to everybody as event by event. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChatEvent, MessageSent } from '../../src/core/events.ts'
import type { ChannelId, ClientId } from '../../src/core/types.ts'
import { createFanout } from '../../src/fanout/fanout.ts'
import { LocalBus } from '../../src/fanout/local-bus.ts'
import { volleysOf } from '../../src/fanout/volley.ts'
import { ManualClock } from '../support/manual-clock.ts'
import {
  announcement,
  channelNamed,
  FakeClient,
  FakeFlavour,
  FakeLog,
  general,
  john,
  joined,
  left,
  mary,
  message,
  reaction,
} from './fakes.ts'
import { arriving, newHub, seated } from './hub-scene.ts'

const other = channelNamed('other' as ChannelId)

function from(client: string, position: number): MessageSent {
  return { ...message(position), origin: { client: client as ClientId, person: null } }
}

function sizes(...events: readonly ChatEvent[]): readonly number[] {
  return [...volleysOf(events)].map(({ length }) => length)
}

describe('a volley', () => {
  test('is what one author says from one client in one channel', () => {
    expect(sizes()).toEqual([])
    expect(sizes(message(1), message(2), message(3))).toEqual([3])
    expect(sizes(message(1), message(1, { in: other }), message(2, { in: other }))).toEqual([1, 2])
    expect(sizes(message(1), message(2, { author: john }), message(3))).toEqual([1, 1, 1])
    expect(sizes(from('a', 1), from('a', 2), from('b', 3))).toEqual([2, 1])
  })

  test('is broken by anything else, also by one that is for others too', () => {
    expect(sizes(message(1), reaction(2), message(3), message(4))).toEqual([1, 1, 2])
    expect(sizes(announcement('a'), announcement('b'))).toEqual([1, 1])
    const forMore: MessageSent = { ...message(2), audience: [...message(2).audience, { to: 'operators' }] }
    expect(sizes(message(1), forMore, message(3))).toEqual([1, 1, 1])
  })
})

describe('the hub', () => {
  test('gives a client its bytes at once, one who sees it differently theirs, and counts each message', () => {
    const { hub } = newHub()
    const flavour = new FakeFlavour()
    const [author, reader] = [seated(hub, mary, { flavour }), seated(hub, john, { flavour })]
    hub.deliver([message(1), message(2)])
    expect(author.texts).toEqual(['mine 1 text 1mine 2 text 2'])
    expect(reader.texts).toEqual(['1 text 12 text 2'])
    expect(reader.seen).toEqual([message(1), message(2)])
    expect([flavour.encoded, hub.counters()]).toEqual([2, { events: 2, deliveries: 4 }])
  })

  test('passes over what a flavour does not show, or cannot encode', () => {
    const { hub, log } = newHub()
    const flavour = new FakeFlavour()
    const client = seated(hub, john, { flavour })
    flavour.encode = (event) => {
      if (event.type === 'message.sent' && event.message.position === 2) return null
      if (event.type === 'message.sent' && event.message.position === 3) throw new Error('broken')
      return Buffer.from('shown ')
    }
    hub.deliver([message(1), message(2), message(3), message(4)])
    expect(client.texts).toEqual(['shown shown '])
    expect(hub.counters()).toEqual({ events: 4, deliveries: 2 })
    expect(log.lines).toEqual(['an event could not be encoded'])
  })

  test('gives who is signing in only what they were not shown', () => {
    const { hub } = newHub()
    seated(hub, mary)
    const client = arriving(hub)
    hub.subscribe(client, [{ channel: general, position: 0 }])
    hub.deliver([message(1), message(2), message(3)])
    hub.release(client, new Map([[general, 2]]))
    expect(client.texts).toEqual(['3 text 3'])
  })

  test('gives who joined in between only what came after', () => {
    const { hub } = newHub()
    seated(hub, mary)
    const client = arriving(hub)
    hub.release(client, new Map())
    hub.deliver([joined(john, 2)])
    hub.deliver([message(1), message(2), message(3), message(4)])
    expect(client.texts).toEqual(['member.joined', '3 text 3', '4 text 4'])
  })
})

/** What happens in `general`, with positions as the store gives them. */
const happenings = fc.array(fc.constantFrom('mary', 'john', 'reaction', 'announcement', 'join', 'leave'))

function eventsOf(happened: readonly string[]): readonly ChatEvent[] {
  let position = 0
  return happened.map((what) => {
    if (what === 'announcement') return announcement('hello')
    // Told before messages that it comes after.
    if (what === 'join') return joined(john, position + 2)
    if (what === 'leave') return left(john)
    position += 1
    return what === 'reaction'
      ? reaction(position)
      : message(position, { author: what === 'mary' ? mary : john })
  })
}

type Groups = readonly (readonly ChatEvent[])[]
type Way = (bus: LocalBus, group: readonly ChatEvent[]) => void

const together: Way = (bus, group) => bus.publish(group)
const oneByOne: Way = (bus, group) => group.forEach((event) => bus.publish([event]))

/** What each client has been sent in the end, and what its door noticed. One of them comes in halfway, and was shown so much. */
function outcomeOf(groups: Groups, shown: number, publish: Way) {
  const [log, clock] = [new FakeLog(), new ManualClock()]
  const bus = new LocalBus(log)
  const { hub } = createFanout(bus, { reread: () => Promise.resolve([]), clock, log })
  const late = new FakeClient('late')
  const clients = [seated(hub, mary), seated(hub, john), late]
  hub.attach(late)
  hub.signIn(late, john, false)
  hub.subscribe(late, [{ channel: general, position: 0 }])
  for (const [index, group] of groups.entries()) {
    if (index === Math.floor(groups.length / 2)) hub.release(late, new Map([[general, shown]]))
    publish(bus, group)
  }
  const sent = clients.map(({ texts, seen }) => [texts.join(''), seen])
  return { sent, counted: hub.counters(), log: log.lines }
}

function cut(events: readonly ChatEvent[], sizes: readonly number[]): Groups {
  const groups: (readonly ChatEvent[])[] = []
  for (let from = 0; from < events.length; from += groups.at(-1)?.length ?? 1) {
    groups.push(events.slice(from, from + (sizes[groups.length % sizes.length] ?? 1)))
  }
  return groups
}

test('whatever happens, published together or one by one, everybody is sent the same', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1 })
  fc.assert(
    fc.property(happenings, lengths, fc.nat({ max: 12 }), (happened, some, shown) => {
      const groups = cut(eventsOf(happened), some)
      expect(outcomeOf(groups, shown, together)).toEqual(outcomeOf(groups, shown, oneByOne))
    }),
    { numRuns: 500 },
  )
})
