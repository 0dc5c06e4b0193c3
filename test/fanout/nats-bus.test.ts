/** The bus of several nodes, on a real nats-server that goes away and comes back. */
import { connect } from '@nats-io/transport-node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ChatEvent } from '../../src/core/events.ts'
import type { NodeId, UserId } from '../../src/core/types.ts'
import { NatsBus, type NatsPlace, type NodeListener } from '../../src/fanout/nats-bus.ts'
import { createSystemClock } from '../../src/lib/clock.ts'
import { hasNats, NatsServer } from '../support/nats.ts'
import { busContract } from './bus-contract.ts'
import { announcement, FakeLog, joined, john, message } from './fakes.ts'

const subject = 'parlance.test.facts'
const open: NatsBus[] = []

describe.skipIf(!hasNats)('the bus of several nodes (needs nats-server: scripts/setup)', () => {
  let server: NatsServer

  beforeAll(async () => {
    server = await NatsServer.start()
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bus) => bus.close()))
  })
  afterAll(() => server.stop())

  busContract((log) => busNamed('alone', server.url, log))

  test('what one node publishes all hear, once and in order, whatever was published in which turn', async () => {
    const [one, two, three] = await Promise.all(
      ['one', 'two', 'three'].map((name) => started(name, server.url)),
    )
    const events = Array.from({ length: 200 }, (_, index) => message(index + 1))
    for (const event of events.slice(0, 100)) one?.bus.publish([event])
    await two?.waitFor(100)
    one?.bus.publish(events.slice(100))
    for (const node of [one, two, three]) {
      await node?.waitFor(200)
      expect(node?.events).toEqual(events)
    }
    expect(two?.bus.counters()).toMatchObject({ missed: 0 })
    // Of one author: elsewhere those of one turn come in one go.
    expect([two?.sizes, three?.sizes]).toEqual([
      [100, 100],
      [100, 100],
    ])
  })

  test('presence and orders come between the facts where they were said; the end of one node stays there', async () => {
    const [one, two] = [await started('one', server.url), await started('two', server.url)]
    const at = 0
    one.bus.publish([{ type: 'shutdown.started', audience: [{ to: 'everyone' }], at, reason: null }])
    one.bus.tell({ presence: { user: 'u' as UserId, here: true, version: 1 } })
    one.bus.publish([announcement('here')])
    one.bus.tell({ order: { is: 'cancel-shutdown', by: 'console:root' } })
    await two.waitForSaid('order cancel-shutdown')
    expect(two.said).toEqual(['presence u true 1 of one', 'fact announcement.made', 'order cancel-shutdown'])
    expect(one.events.map(({ type }) => type)).toEqual(['shutdown.started', 'announcement.made'])
  })

  test('other subjects are other communities', async () => {
    const [one, two] = [await started('one', server.url), await started('two', server.url)]
    const stranger = new NatsBus({
      ...portsOf('three', { servers: server.url }),
      subject: 'parlance.other.facts',
    })
    open.push(stranger)
    await stranger.start()
    stranger.publish([announcement('not for you')])
    await stranger.close()
    one.bus.publish([announcement('for you')])
    await two.waitFor(1)
    expect(two.events).toEqual([announcement('for you')])
  })

  test('a turn too large for one batch is split; an event too large for any is missed, which others notice', async () => {
    const [one, two] = [await started('one', server.url), await started('two', server.url)]
    const large = Array.from({ length: 30 }, (_, index) => announcement(`${index} ${'x'.repeat(100_000)}`))
    one.bus.publish(large)
    await two.waitFor(30)
    expect(two.events).toEqual(large)
    one.bus.publish([announcement('y'.repeat(1_100_000)), announcement('after')])
    one.bus.publish([announcement('later')])
    await two.waitFor(32)
    expect(one.bus.counters().dropped).toBe(1)
    one.bus.publish([announcement('last')])
    await two.waitForSaid('lost something another node said was lost')
    expect(one.events).toHaveLength(34)
  })

  test('rubbish on the subject is logged and harms nobody', async () => {
    const [one, two] = [await started('one', server.url), await started('two', server.url)]
    const stranger = await connect({ servers: server.url })
    stranger.publish(subject, '{"node":"x","number":1,"notices":[{"fact":')
    stranger.publish(subject, new Uint8Array([0xff, 0, 1]))
    stranger.publish(
      subject,
      '{"node":"x","number":1,"notices":[{"fact":{"type":"nonsense","audience":[]}}]}',
    )
    await stranger.flush()
    await stranger.close()
    one.bus.publish([announcement('still here')])
    await expect.poll(() => two.events.at(-1)).toEqual(announcement('still here'))
    expect(two.log.lines).toEqual(
      Array.from({ length: 2 }, () => 'what came through NATS was not from a node'),
    )
  })

  test('while NATS is away one hears oneself; when it is back, both learn that something was lost', async () => {
    const away = await NatsServer.start()
    const [one, two] = [await started('one', away.url), await started('two', away.url)]
    one.bus.publish([joined(john, 0)])
    await two.waitFor(1)
    await away.goAway()
    await expect.poll(() => one.bus.isConnected || two.bus.isConnected).toBe(false)
    for (let number = 0; number < 50; number += 1) one.bus.publish([announcement(`${number}`)])
    expect(one.events).toHaveLength(51)
    await expect.poll(() => one.bus.counters().dropped).toBeGreaterThan(0)
    await away.comeBack()
    await expect.poll(() => one.bus.isConnected && two.bus.isConnected, { timeout: 10_000 }).toBe(true)
    one.bus.publish([announcement('again')])
    await two.waitFor(2)
    expect(two.events[1]).toEqual(announcement('again'))
    await two.waitForSaid('lost NATS is back')
    await two.waitForSaid('lost something another node said was lost')
    await away.stop()
  })

  test('a node starts without NATS, and is connected when NATS comes', async () => {
    const late = await NatsServer.start()
    await late.goAway()
    const bus = busNamed('one', late.url, new FakeLog())
    const starting = bus.start()
    bus.publish([announcement('alone')])
    expect(bus.isConnected).toBe(false)
    await late.comeBack()
    await starting
    await expect.poll(() => bus.isConnected, { timeout: 10_000 }).toBe(true)
    await late.stop()
  })

  test('passwords and tokens are given', async () => {
    for (const { asked, given } of [
      {
        asked: 'authorization { user: parlance, password: "s3cret word" }',
        given: { user: 'parlance', pass: 's3cret word' },
      },
      { asked: 'authorization { token: "t0ken" }', given: { token: 't0ken' } },
    ]) {
      const guarded = await NatsServer.start([asked])
      const log = new FakeLog()
      const refused = new NatsBus(portsOf('wrong', { servers: guarded.url }, log))
      const bus = new NatsBus(portsOf('right', { servers: guarded.url, ...given }))
      open.push(refused, bus)
      const refusing = refused.start()
      await bus.start()
      expect(bus.isConnected).toBe(true)
      await expect.poll(() => log.lines[0]).toBe('NATS cannot be reached: it is tried again')
      expect(refused.isConnected).toBe(false)
      await refused.close()
      await refusing
      await guarded.stop()
    }
  })
})

function portsOf(name: string, place: NatsPlace, log = new FakeLog()) {
  return { place, subject, node: name as NodeId, clock: createSystemClock(), log }
}

function busNamed(name: string, url: string, log: FakeLog): NatsBus {
  const bus = new NatsBus(portsOf(name, { servers: url }, log))
  open.push(bus)
  return bus
}

/** A node that remembers what it heard: facts, and everything in order as words. */
async function started(name: string, url: string) {
  const log = new FakeLog()
  const bus = busNamed(name, url, log)
  const events: ChatEvent[] = []
  const said: string[] = []
  const sizes: number[] = []
  bus.subscribe((volley) => {
    sizes.push(volley.length)
    for (const event of volley) {
      events.push(event)
      said.push(`fact ${event.type}`)
    }
  })
  bus.listen({
    presence: (node, { user, here, version }) => said.push(`presence ${user} ${here} ${version} of ${node}`),
    order: (order) => said.push(`order ${order.is}`),
    lost: (why) => said.push(`lost ${why}`),
  } satisfies NodeListener)
  await bus.start()
  expect(bus.isConnected).toBe(true)
  return {
    ...{ bus, events, said, sizes, log },
    waitFor: async (count: number) => {
      await expect.poll(() => events.length, { timeout: 10_000 }).toBe(count)
    },
    waitForSaid: async (words: string) => {
      await expect.poll(() => said, { timeout: 10_000 }).toContain(words)
    },
  }
}
