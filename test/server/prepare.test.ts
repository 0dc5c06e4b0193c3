/** What a server that is alone does with what others have left in its database, and when there are others after all. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NodeId } from '../../src/core/types.ts'
import { createIdMaker } from '../../src/lib/id.ts'
import { prepare } from '../../src/server/prepare.ts'
import { openStore, type OpenStore } from '../../src/store/open-store.ts'
import { addGuest, newId, rememberingLog, temporaryFolder } from '../store/support.ts'
import { ManualClock } from '../support/manual-clock.ts'

const clock = new ManualClock()
let place: ReturnType<typeof temporaryFolder>
let store: OpenStore

beforeEach(async () => {
  place = temporaryFolder()
  store = await openStore({ file: join(place.folder, 'parlance.sqlite'), log: rememberingLog() })
})
afterEach(async () => {
  await store.close()
  place.remove()
})

function start(): Promise<void> {
  const shared = { newId: createIdMaker(clock.now), clock, channels: ['general'] }
  return prepare(store, { ...shared, beatMs: 5000, isAlone: true })
}

test('a server that is alone waits for nobody; guests of its last run are gone', async () => {
  const guest = await addGuest(store, 'guest')
  await start()
  expect(await store.users.byId(guest.id)).toBeNull()
  expect(await store.channels.countOccupied()).toBe(0)
  expect(clock.waiting).toBe(0)
})

test('what dead nodes have left is cleared away, after a look whether they are dead', async () => {
  const guest = await addGuest(store, 'guest')
  const node = newId<NodeId>('n')
  await store.nodes.add({ id: node, name: 'oak', startedAt: 1 })
  await store.nodes.arrive(node, guest.id)
  const starting = start()
  await expect.poll(() => clock.waiting).toBe(1)
  clock.advance(7000)
  await starting
  expect(await store.nodes.list()).toEqual([])
  expect(await store.users.byId(guest.id)).toBeNull()
})

test('beside living nodes it does not start, and touches nothing of theirs', async () => {
  const guest = await addGuest(store, 'guest')
  const node = newId<NodeId>('n')
  await store.nodes.add({ id: node, name: 'oak', startedAt: 1 })
  await store.nodes.arrive(node, guest.id)
  const starting = start()
  const refused = starting.catch(String)
  await expect.poll(() => clock.waiting).toBe(1)
  await store.nodes.beat(node, { published: 0, rosterVersion: 0 })
  clock.advance(7000)
  expect(await refused).toBe(
    'NotAloneError: cluster.nats: the server oak is on this database too: give the same address here, or stop it first',
  )
  expect(await store.nodes.presences(node)).toEqual([guest.id])
})
