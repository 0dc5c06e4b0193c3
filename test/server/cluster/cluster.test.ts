/** Several nodes in one process, on one database and a real nats-server: who dies, who comes back, and what is found again that was lost. */
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { NodeId, NodeOrder, SanctionId, User } from '../../../src/core/types.ts'
import { openStore, type OpenStore } from '../../../src/store/open-store.ts'
import { announcement, type FakeClient } from '../../fanout/fakes.ts'
import { addChannel, addGuest, addUser, newId, rememberingLog, temporaryFolder } from '../../store/support.ts'
import { hasNats, NatsServer } from '../../support/nats.ts'
import { Member } from './member.ts'

const soon = { timeout: 10_000, interval: 20 }

describe.skipIf(!hasNats)('nodes on one database (needs nats-server: scripts/setup)', () => {
  let server: NatsServer
  let store: OpenStore
  let nodes: Member[] = []
  const place = temporaryFolder()

  beforeAll(async () => {
    server = await NatsServer.start()
    store = await openStore({ file: join(place.folder, 'parlance.sqlite'), log: rememberingLog() })
  })
  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.leave()))
    nodes = []
    expect(await store.nodes.list()).toEqual([])
  })
  afterAll(async () => {
    await store.close()
    await server.stop()
    place.remove()
  })

  async function start(name: string): Promise<Member> {
    const node = await Member.start({ name, store, url: server.url })
    nodes.push(node)
    return node
  }

  test('nodes know each other, and the oldest does what one does for all', async () => {
    const one = await start('one')
    expect(one.cluster.isOldest).toBe(true)
    const two = await start('two')
    await expect.poll(() => one.names(), soon).toEqual(['one', 'two'])
    expect(two.names()).toEqual(['one', 'two'])
    expect(two.cluster.isOldest).toBe(false)
    await one.leave()
    await expect.poll(() => two.cluster.isOldest, soon).toBe(true)
    expect(two.changes).toBeGreaterThan(0)
  })

  test('a message on one node is seen on the other; a user of one is online on the other', async () => {
    const [one, two] = [await start('one'), await start('two')]
    const { ann, bob, channel } = await people('seen')
    const [, client] = [await one.comes(ann, [channel]), await two.comes(bob, [channel])]
    await expect.poll(() => one.cluster.fanout.roster.online().length, soon).toBe(2)
    await one.says(channel, ann, 'hello')
    await expect.poll(() => client.texts, soon).toContain('1 hello')
  })

  test('the users of a node that dies have gone: once, guests with it, and those who are elsewhere too have not', async () => {
    const [one, two, three] = [await start('one'), await start('two'), await start('three')]
    const { ann, bob, channel } = await people('dies')
    const guest = await addGuest(store, 'guest-dies', [channel.id])
    for (const user of [ann, bob, guest]) await one.comes(user, [channel])
    await two.comes(bob, [channel])
    const watching = await three.comes(await addUser(store, 'watching'), [channel])
    await expect.poll(() => three.cluster.fanout.roster.count(), soon).toBe(4)
    one.die()
    await expect.poll(() => three.cluster.fanout.roster.count(), soon).toBe(2)
    await expect.poll(() => departed(watching), soon).toHaveLength(2)
    expect(departed(watching).toSorted()).toEqual([ann.id, guest.id].toSorted())
    expect(await store.users.byId(guest.id)).toBeNull()
    await expect.poll(() => three.names(), soon).toEqual(['two', 'three'])
  })

  test('a node that was taken for dead asks its clients to come back, and is one of the nodes again', async () => {
    const [one, two] = [await start('one'), await start('two')]
    const { ann, channel } = await people('again')
    const client = await one.comes(ann, [channel])
    one.freeze()
    await expect.poll(() => two.names(), soon).toEqual(['two'])
    one.thaw()
    await expect.poll(() => client.closed, soon).toBe('unavailable')
    one.goes(client)
    await expect.poll(() => two.names(), soon).toEqual(['two', 'one'])
    await one.comes(ann, [channel])
    await expect.poll(() => two.cluster.fanout.roster.isOnline(ann.id), soon).toBe(true)
  })

  test('what was said while nothing came through is read from the database; so is who came and went (rule D19)', async () => {
    const [one, two] = [await start('one'), await start('two')]
    const { ann, bob, channel } = await people('deaf')
    const client = await two.comes(bob, [channel])
    await server.goAway()
    await expect.poll(() => one.cluster.bus.isConnected || two.cluster.bus.isConnected, soon).toBe(false)
    const away = await one.comes(ann, [channel])
    await one.says(channel, ann, 'into the silence')
    await expect.poll(() => client.texts, soon).toContain('1 into the silence')
    await expect.poll(() => two.cluster.fanout.roster.isOnline(ann.id), soon).toBe(true)
    one.goes(away)
    await one.cluster.fanout.roster.departed(ann.id)
    await expect.poll(() => two.cluster.fanout.roster.isOnline(ann.id), soon).toBe(false)
    await server.comeBack()
    await expect.poll(() => one.cluster.bus.isConnected && two.cluster.bus.isConnected, soon).toBe(true)
  })

  test('rights that were taken while nothing came through are taken here too (rule D20)', async () => {
    const two = await start('two')
    await server.goAway()
    await expect.poll(() => two.cluster.bus.isConnected, soon).toBe(false)
    const { ann: banned, bob: removed, channel } = await people('rights')
    const [kicked, changed] = [await addUser(store, 'kicked'), await addUser(store, 'changed')]
    const stays = await addUser(store, 'stays')
    const clients = new Map<User, FakeClient>()
    for (const user of [banned, removed, kicked, changed, stays])
      clients.set(user, await two.comes(user, [channel], { address: '192.0.2.1' }))
    const addressed = await two.comes(await addUser(store, 'addressed'), [channel], {
      address: '198.51.100.7',
    })
    await sanction(banned, 'ban', null)
    await sanction(kicked, 'kick', Date.now() + 60_000)
    await store.users.setPassword(changed.id, { passwordHash: 'x', scram: null, keep: null, changes: null })
    await store.memberships.remove(channel.id, removed.id)
    await store.sanctions.add({
      ...base(),
      kind: 'ban',
      subject: { type: 'network', network: '198.51.100.0/24' },
      expiresAt: null,
    })
    await expect.poll(() => clients.get(banned)?.closed, soon).toBe('banned')
    await expect.poll(() => clients.get(kicked)?.closed, soon).toBe('kicked')
    await expect.poll(() => clients.get(changed)?.closed, soon).toBe('password-changed')
    await expect.poll(() => addressed.closed, soon).toBe('banned')
    await expect.poll(() => channelSeats(two, removed), soon).toEqual([])
    expect(clients.get(removed)?.texts).toContain('member.left')
    expect(clients.get(stays)?.closed).toBeNull()
    await store.memberships.add(channel.id, removed.id, {
      role: 'member',
      ifEmpty: 'member',
      at: 1,
      channelsPerUser: 9,
    })
    await store.users.setRole(stays.id, 'moderator')
    await store.users.rename(stays.id, 'renamed')
    await expect.poll(() => clients.get(stays)?.operator, soon).toBe(true)
    await expect.poll(() => clients.get(stays)?.user?.name, soon).toBe('renamed')
    await expect.poll(() => channelSeats(two, removed), soon).toEqual([channel.id])
    await server.comeBack()
    await expect.poll(() => two.cluster.bus.isConnected, soon).toBe(true)
  })

  test('what was lost without anything after it is found by the count of its node', async () => {
    const [one, two] = [await start('one'), await start('two')]
    const { ann, channel } = await people('last')
    const client = await two.comes(ann, [channel])
    one.cluster.bus.publish([announcement('heard')])
    await expect.poll(() => client.texts, soon).toContain('announcement.made')
    await sanction(ann, 'ban', null)
    // No batch is large enough for it: it never leaves.
    one.cluster.bus.publish([announcement('x'.repeat(1_100_000))])
    await expect.poll(() => client.closed, soon).toBe('banned')
    // A repair counts once it is done, and closing a client is not the last thing it does.
    await expect.poll(() => two.cluster.counters().repairs, soon).toBeGreaterThan(0)
    expect(two.cluster.bus.counters().missed).toBe(1)
  })

  test('without the database for too long clients are asked to go elsewhere, until it is back', async () => {
    const one = await start('one')
    const { ann, channel } = await people('lost')
    const client = await one.comes(ann, [channel])
    one.database.isAway = true
    await expect.poll(() => client.closed, soon).toBe('unavailable')
    expect(one.held).toEqual([true])
    one.database.isAway = false
    await expect.poll(() => one.held, soon).toEqual([true, false])
  })

  test('what an operator asks of all nodes reaches the others', async () => {
    const [one, two] = [await start('one'), await start('two')]
    const order: NodeOrder = { is: 'shut-down', seconds: 60, reason: 'moving', by: 'the operator' }
    one.cluster.bus.tell({ order })
    await expect.poll(() => two.orders, soon).toEqual([order])
    expect(one.orders).toEqual([])
  })

  test('what a community left behind that ended without a word is cleared away at the next start', async () => {
    const guest = await addGuest(store, 'left-behind')
    await store.nodes.add({ id: newId<NodeId>('dead'), name: 'dead', startedAt: 0 })
    const [{ id: dead } = { id: newId<NodeId>('n') }] = await store.nodes.list()
    await store.nodes.arrive(dead, guest.id)
    const one = await start('one')
    await expect.poll(() => one.names(), soon).toEqual(['one'])
    await expect.poll(() => store.users.byId(guest.id), soon).toBeNull()
  })

  async function people(about: string) {
    const [ann, bob] = [await addUser(store, `ann-${about}`), await addUser(store, `bob-${about}`)]
    return { ann, bob, channel: await addChannel(store, about) }
  }

  async function sanction(user: User, kind: 'ban' | 'kick', expiresAt: number | null): Promise<void> {
    await store.sanctions.add({ ...base(), kind, subject: { type: 'user', user }, expiresAt })
  }
})

function departed(client: FakeClient): readonly string[] {
  return client.seen.flatMap((event) => (event.type === 'user.departed' ? [event.user.id] : []))
}

function channelSeats({ cluster }: Member, { id }: User): readonly string[] {
  return [...cluster.fanout.hub.present()].flatMap((user) => (user.id === id ? [...user.channels] : []))
}

function base() {
  return { id: newId<SanctionId>('s'), reason: null, by: 'console:root', createdAt: 1 }
}
