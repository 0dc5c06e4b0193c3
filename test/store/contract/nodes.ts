/** The contract of `nodes`: beats, who removes whom, and who is where. */
import { expect, it } from 'vitest'
import type { ChannelId, NodeId, TokenId, UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addGuest, addUser, newId, say } from '../support.ts'

export function nodesContract(store: () => OpenStore): void {
  const addNode = async (name: string, startedAt = 1000): Promise<NodeId> => {
    const id = newId<NodeId>('n')
    await store().nodes.add({ id, name, startedAt })
    return id
  }

  it('lists nodes, the oldest first, with what they last said and how many users they have', async () => {
    const [one, two] = [await addNode('one'), await addNode('two', 2000)]
    const ann = await addUser(store(), 'ann')
    await store().nodes.arrive(two, ann.id)
    expect(await store().nodes.beat(two, { published: 7, rosterVersion: 1 })).toBe(true)
    expect(await store().nodes.beat(two, { published: 7, rosterVersion: 1 })).toBe(true)
    expect(await store().nodes.list()).toEqual([
      { id: one, name: 'one', startedAt: 1000, beats: 0, published: 0, rosterVersion: 0, users: 0 },
      { id: two, name: 'two', startedAt: 2000, beats: 2, published: 7, rosterVersion: 1, users: 1 },
    ])
  })

  it('lets exactly one of many remove a node whose beats stand still; that node finds out with its next beat', async () => {
    const node = await addNode('one')
    await store().nodes.beat(node, { published: 0, rosterVersion: 0 })
    expect(await store().nodes.remove(node, 0)).toBe(false)
    const removed = await Promise.all(Array.from({ length: 5 }, () => store().nodes.remove(node, 1)))
    expect(removed.filter(Boolean)).toHaveLength(1)
    expect(await store().nodes.beat(node, { published: 0, rosterVersion: 0 })).toBe(false)
    expect(await store().nodes.list()).toEqual([])
    const other = await addNode('two')
    expect(await store().nodes.remove(other, null)).toBe(true)
  })

  it('says who is the first and the last of a user on any node, once, also when they come and go at once', async () => {
    const nodes = await Promise.all(['one', 'two', 'three'].map((name) => addNode(name)))
    const ann = await addUser(store(), 'ann')
    for (let round = 0; round < 5; round += 1) {
      const came = await Promise.all(nodes.map((node) => store().nodes.arrive(node, ann.id)))
      expect(came.toSorted()).toEqual(['another', 'another', 'first'])
      const went = await Promise.all(nodes.map((node) => store().nodes.depart(node, ann.id)))
      expect(went.toSorted()).toEqual(['another', 'another', 'last'])
    }
    expect(await store().nodes.depart(newId<NodeId>('n'), ann.id)).toBe('was-not-there')
  })

  it('keeps a user once on a node, however often they are said to be there', async () => {
    const [one, two] = [await addNode('one'), await addNode('two')]
    const [ann, bob] = [await addUser(store(), 'ann'), await addUser(store(), 'bob')]
    expect(await store().nodes.arrive(one, ann.id)).toBe('first')
    expect(await store().nodes.arrive(one, ann.id)).toBe('another')
    await store().nodes.arrive(one, bob.id)
    await store().nodes.arrive(two, bob.id)
    expect((await store().nodes.presences(one)).toSorted()).toEqual([ann.id, bob.id].toSorted())
    expect(await store().nodes.presences(two)).toEqual([bob.id])
    expect(await store().nodes.depart(one, ann.id)).toBe('last')
    expect(await store().nodes.depart(one, ann.id)).toBe('was-not-there')
  })

  it('lets nobody arrive who is gone; whoever goes for good is nowhere', async () => {
    const node = await addNode('one')
    const guest = await addGuest(store(), 'passer-by')
    await store().nodes.arrive(node, guest.id)
    await store().users.removeGuest(guest.id)
    expect(await store().nodes.presences(node)).toEqual([])
    expect(await store().nodes.arrive(node, guest.id)).toBe('gone')
    expect(await store().nodes.arrive(node, newId<UserId>('u'))).toBe('gone')
    expect(await store().nodes.depart(node, guest.id)).toBe('was-not-there')
  })

  it('tells of nodes that are gone and have left users behind', async () => {
    const [one, two] = [await addNode('one'), await addNode('two')]
    const ann = await addUser(store(), 'ann')
    await store().nodes.arrive(one, ann.id)
    await store().nodes.arrive(two, ann.id)
    await store().nodes.remove(one, null)
    expect(await store().nodes.abandoned()).toEqual([one])
    expect(await store().nodes.depart(one, ann.id)).toBe('another')
    expect(await store().nodes.abandoned()).toEqual([])
  })

  it('forgets guests and names of those who are on no node, and have not just come', async () => {
    const node = await addNode('one')
    const [here, gone] = [await addGuest(store(), 'here'), await addGuest(store(), 'gone')]
    const [ann, bob] = [await addUser(store(), 'ann'), await addUser(store(), 'bob')]
    await store().nodes.arrive(node, here.id)
    await store().nodes.arrive(node, ann.id)
    await store().users.rename(ann.id, 'anna')
    await store().users.rename(bob.id, 'bobby')
    expect(await store().nodes.forgetAbsent(1000)).toEqual({ guests: 0, names: 0 })
    expect(await store().nodes.forgetAbsent(1001)).toEqual({ guests: 1, names: 1 })
    const left = await store().users.byIds([here.id, gone.id, ann.id, bob.id])
    expect(left.map(({ name }) => name).toSorted()).toEqual(['anna', 'bob', 'here'])
    await store().nodes.clear()
    expect(await store().nodes.list()).toEqual([])
    expect(await store().nodes.presences(node)).toEqual([])
  })

  it('answers at once how far channels have come, which channels users are in, and which tokens there are', async () => {
    const [general, random] = [await addChannel(store(), 'general'), await addChannel(store(), 'random')]
    const ann = await addUser(store(), 'ann', { channels: [general.id, random.id] })
    const [bob, nobody] = [await addUser(store(), 'bob', { channels: [random.id] }), newId<UserId>('u')]
    await say(store(), general, ann, 'hello')
    const absent = newId<ChannelId>('c')
    const positions = await store().channels.positions([general.id, random.id, absent])
    expect(Object.fromEntries(positions)).toEqual({ [general.id]: 1, [random.id]: 0 })
    const joined = await store().memberships.ofUsers([ann.id, bob.id, nobody])
    expect(joined.get(ann.id)?.toSorted()).toEqual([general.id, random.id].toSorted())
    expect([joined.get(bob.id), joined.get(nobody)]).toEqual([[random.id], undefined])
    const token = newId<TokenId>('t')
    const made = {
      kind: 'program',
      name: 'bot',
      usedFrom: null,
      createdAt: 1,
      expiresAt: null,
      limit: 9,
    } as const
    await store().tokens.create(
      { id: token, user: ann.id, digest: 'd', ...made },
      { token: null, passwordChanges: 0 },
    )
    expect(await store().tokens.existing([token, newId<TokenId>('t')])).toEqual([token])
    const none = [
      store().channels.positions([]),
      store().memberships.ofUsers([]),
      store().tokens.existing([]),
    ]
    expect((await Promise.all(none)).map((found) => [...found])).toEqual([[], [], []])
  })
}
