/** Who is online on several nodes: three twins in one process, a store between them, and news that may be lost. */
import { afterAll, expect, test } from 'vitest'
import { join } from 'node:path'
import type { NodeId, User, UserId } from '../../src/core/types.ts'
import type { Notice } from '../../src/fanout/batch.ts'
import { createSharedFanout } from '../../src/fanout/fanout.ts'
import { LocalBus } from '../../src/fanout/local-bus.ts'
import { openStore, type OpenStore } from '../../src/store/open-store.ts'
import { addUser, newId, rememberingLog, temporaryFolder } from '../store/support.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { FakeClient, FakeLog } from './fakes.ts'

const { folder, remove } = temporaryFolder()
const store = await openStore({ file: join(folder, 'parlance.sqlite'), log: rememberingLog() })
afterAll(async () => {
  await store.close()
  remove()
})

test('users of all nodes are online everywhere; who is the first and the last is answered once', async () => {
  const [one, two, three] = [new Twin('one'), new Twin('two'), new Twin('three')]
  connect([one, two, three])
  const ann = await addUser(store, 'ann')
  const clients = [one, two, three].map((twin) => twin.comes(ann))
  const first = await Promise.all([one, two, three].map(({ roster }) => roster.arrived(ann.id)))
  expect(first.filter(Boolean)).toHaveLength(1)
  for (const { roster } of [one, two, three])
    expect([roster.isOnline(ann.id), roster.count(), roster.online()]).toEqual([true, 1, [ann.id]])
  one.goes(clients[0])
  expect([one.roster.isHere(ann.id), one.roster.isOnline(ann.id)]).toEqual([false, true])
  two.goes(clients[1])
  three.goes(clients[2])
  const last = await Promise.all([one, two, three].map(({ roster }) => roster.departed(ann.id)))
  expect(last.filter(Boolean)).toHaveLength(1)
  expect([one, two, three].map(({ roster }) => roster.count())).toEqual([0, 0, 0])
})

test('whoever comes back before their departure is written has not gone', async () => {
  const one = new Twin('one')
  const bob = await addUser(store, 'bob')
  const client = one.comes(bob)
  expect(await one.roster.arrived(bob.id)).toBe(true)
  one.goes(client)
  const departing = one.roster.departed(bob.id)
  one.comes(bob)
  const arriving = one.roster.arrived(bob.id)
  expect([await departing, await arriving]).toEqual([false, false])
  expect(await store.nodes.presences(one.id)).toEqual([bob.id])
})

test('a change counts as written down once it is; what nobody asks about is written after two beats', async () => {
  const one = new Twin('one')
  const [carl, dora] = [await addUser(store, 'carl'), await addUser(store, 'dora')]
  const client = one.comes(carl)
  one.comes(dora)
  expect(one.roster.writtenVersion).toBe(0)
  await one.roster.arrived(carl.id)
  expect(one.roster.writtenVersion).toBe(1)
  await one.roster.settle()
  expect(one.roster.writtenVersion).toBe(1)
  expect(await one.roster.settle()).toEqual([])
  expect(one.roster.writtenVersion).toBe(2)
  expect(await one.roster.arrived(dora.id)).toBe(true)
  expect(await one.roster.arrived(dora.id)).toBe(false)
  one.goes(client)
  await one.roster.settle()
  expect(await one.roster.settle()).toEqual([carl.id])
  expect(await one.roster.departed(carl.id)).toBe(false)
})

test('what was lost between nodes is put right by what is written down', async () => {
  const [one, two] = [new Twin('one'), new Twin('two')]
  const eve = await addUser(store, 'eve')
  one.comes(eve)
  await one.roster.arrived(eve.id)
  expect(two.roster.isOnline(eve.id)).toBe(false)
  const written = one.roster.writtenVersion
  expect(two.roster.others.isBehind(one.id, written)).toBe(true)
  two.roster.others.take(one.id, await store.nodes.presences(one.id), written)
  expect(two.roster.isOnline(eve.id)).toBe(true)
})

test('a node that goes on as another is nobody at first: its users are written down anew, and nobody departs twice', async () => {
  const [one, two] = [new Twin('one'), new Twin('two')]
  connect([one, two])
  const [fred, gina] = [await addUser(store, 'fred'), await addUser(store, 'gina')]
  const client = one.comes(fred)
  one.comes(gina)
  await Promise.all([one.roster.arrived(fred.id), one.roster.arrived(gina.id)])
  // Others take it for dead.
  for (const { id } of [fred, gina]) expect(await store.nodes.depart(one.id, id)).toBe('last')
  two.roster.others.forget(one.id)
  const again = newId<NodeId>('n')
  one.id = again
  one.roster.becomes(again)
  expect(two.roster.isOnline(gina.id)).toBe(true)
  one.goes(client)
  expect(await one.roster.departed(fred.id)).toBe(false)
  await one.roster.settle()
  await one.roster.settle()
  expect(await store.nodes.presences(again)).toEqual([gina.id])
})

test('a departure that comes before its news waits for it; one of somebody who is back elsewhere is not told', async () => {
  const [one, two] = [new Twin('one'), new Twin('two')]
  connect([one, two])
  const [hans, ida] = [await addUser(store, 'hans'), await addUser(store, 'ida')]
  const told: string[] = []
  two.hub.listen((event) => event.type === 'user.departed' && told.push(event.user.name))
  const client = one.comes(hans)
  two.bus.publish([departed(hans)])
  expect(told).toEqual([])
  one.goes(client)
  expect(told).toEqual(['hans'])
  one.comes(ida)
  two.bus.publish([arrived(ida), departed(ida)])
  two.roster.others.forget(one.id)
  expect(told).toEqual(['hans'])
})

test('whoever had just come when their node died has gone all the same', async () => {
  const [one, two] = [new Twin('one'), new Twin('two')]
  connect([one, two])
  const jan = await addUser(store, 'jan')
  const told: string[] = []
  two.hub.listen((event) => event.type === 'user.departed' && told.push(event.user.name))
  one.comes(jan)
  two.bus.publish([arrived(jan)])
  // No node is taken for dead sooner.
  two.clock.advance(2000)
  two.bus.publish([departed(jan)])
  two.roster.others.forget(one.id)
  expect(told).toEqual(['jan'])
})

function arrived({ id, name, account, userhost, settings }: User) {
  const user = { id, name, account, userhost }
  return { type: 'user.arrived', audience: [], at: 0, user, displayName: null, settings } as const
}

function departed(user: User) {
  const { id, name, account, userhost } = user
  const gone = { user: { id, name, account, userhost }, displayName: null, guest: false, reason: null }
  return { type: 'user.departed', audience: [], at: 0, ...gone } as const
}

/** One node. */
class Twin {
  id: NodeId = newId<NodeId>('n')
  readonly clock = new ManualClock()
  readonly others: Twin[] = []
  readonly bus: LocalBus & { tell(notice: Notice): void }
  readonly hub
  readonly roster
  readonly #name: string
  #clients = 0

  constructor(name: string) {
    this.#name = name
    const tell = (notice: Notice) => {
      for (const { roster } of this.others)
        if ('presence' in notice) roster.others.hear(this.id, notice.presence)
    }
    this.bus = Object.assign(new LocalBus(new FakeLog()), { tell })
    const ports = { reread: () => Promise.resolve([]), clock: this.clock, log: new FakeLog() }
    const fanout = createSharedFanout(this.bus, { ...ports, table: tableOf(store), node: this.id })
    this.hub = fanout.hub
    this.roster = fanout.roster
  }

  comes({ id, name }: { readonly id: UserId; readonly name: string }): FakeClient {
    this.#clients += 1
    const client = new FakeClient(`${this.#name} ${this.#clients}`)
    this.hub.attach(client)
    this.hub.signIn(client, { id, name }, false)
    return client
  }

  goes(client: FakeClient | undefined): void {
    if (client !== undefined) this.hub.detach(client)
  }
}

function tableOf({ nodes }: OpenStore) {
  return nodes
}

function connect(twins: readonly Twin[]): void {
  for (const twin of twins) twin.others.push(...twins.filter((other) => other !== twin))
}
