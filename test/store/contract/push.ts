/** The contract of browsers that can be called: whose they are, how long, and whom a channel's messages may call. */
import { expect, it } from 'vitest'
import type { Hearers, NewPushSubscription } from '../../../src/core/store-port.ts'
import type { Channel, SanctionId, TokenId, User } from '../../../src/core/types.ts'
import { foldName } from '../../../src/lib/fold.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, newId, refusalOf } from '../support.ts'

function subscription(
  user: User,
  token: TokenId,
  endpoint = `https://push.example.org/${token}`,
): NewPushSubscription {
  const keys = { p256dh: 'p', auth: 'a' }
  return { user: user.id, token, endpoint, keys, createdAt: 1000, limit: 3 }
}

export function pushContract(store: () => OpenStore): void {
  const tokenOf = async (user: User, expiresAt: number | null = 9_000_000) => {
    const id = newId<TokenId>('t')
    const made = { kind: 'browser', name: 'Firefox', usedFrom: null, createdAt: 1000, limit: 50 } as const
    await store().tokens.create(
      { id, user: user.id, digest: `digest of ${id}`, ...made, expiresAt },
      { token: null, passwordChanges: 0 },
    )
    return id
  }
  const subscribed = async (user: User, expiresAt?: number) => {
    const token = await tokenOf(user, expiresAt)
    await store().push.add(subscription(user, token))
    return token
  }
  const tokensOf = async (user: User) => (await store().push.ofUser(user.id, 2000)).map(({ token }) => token)
  const join = (channel: Channel, user: User) =>
    store().memberships.add(channel.id, user.id, {
      ...{ role: 'member', ifEmpty: 'owner', at: 1, channelsPerUser: 99 },
    })
  const namesIn = async (channel: Channel, hearers: Partial<Hearers> = {}) => {
    const found = await store().push.reachable(
      { channel: channel.id, isDirect: false, called: [], ...hearers },
      2000,
    )
    return found.map(({ user }) => user.name).toSorted()
  }

  it('one for each token, and one for each endpoint, whoever had it before', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const [his, hers] = [await tokenOf(john), await tokenOf(mary)]
    const { push } = store()
    await push.add(subscription(john, his, 'https://push.example.org/a'))
    await push.add(subscription(john, his, 'https://push.example.org/b'))
    expect(await push.byToken(john.id, his, 2000)).toEqual({
      token: his,
      endpoint: 'https://push.example.org/b',
      keys: { p256dh: 'p', auth: 'a' },
    })
    expect(await push.byToken(mary.id, his, 2000)).toBeNull()
    await push.add(subscription(mary, hers, 'https://push.example.org/b'))
    expect([await tokensOf(john), await tokensOf(mary)]).toEqual([[], [hers]])
  })

  it('only for a token of the user that holds, and only so many, however many come at once', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const hers = await tokenOf(mary)
    const old = await tokenOf(john, 1000)
    const { push } = store()
    expect(await refusalOf(push.add(subscription(john, hers)))).toBe('not-signed-in')
    expect(await refusalOf(push.add(subscription(john, old)))).toBe('not-signed-in')
    const tokens = [await tokenOf(john), await tokenOf(john), await tokenOf(john), await tokenOf(john)]
    const answers = await Promise.all(tokens.map((token) => refusalOf(push.add(subscription(john, token)))))
    expect(answers.toSorted()).toEqual(['not refused', 'not refused', 'not refused', 'too-many-entries'])
    const [first] = await tokensOf(john)
    if (first === undefined) throw new Error('three were added')
    expect(await refusalOf(push.add(subscription(john, first, 'https://push.example.org/new')))).toBe(
      'not refused',
    )
  })

  it('goes with its token, when it is told to, and when its push service says so', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const [one, two, three] = [await subscribed(john), await subscribed(john), await subscribed(john)]
    const { push, tokens } = store()
    await tokens.remove(john.id, one)
    expect(await push.remove(mary.id, two)).toBe(false)
    expect(await push.remove(john.id, two)).toBe(true)
    expect(await push.remove(john.id, two)).toBe(false)
    expect(await tokensOf(john)).toEqual([three])
    await push.removeEndpoint(`https://push.example.org/${three}`)
    expect(await tokensOf(john)).toEqual([])
  })

  it('an expired token calls nobody', async () => {
    const john = await addUser(store(), 'john')
    const token = await subscribed(john, 1500)
    const channel = await addChannel(store(), 'general')
    await join(channel, john)
    await store().memberships.setLevel(channel.id, john.id, 'all')
    expect(await tokensOf(john)).toEqual([])
    expect(await store().push.byToken(john.id, token, 2000)).toBeNull()
    expect(await namesIn(channel)).toEqual([])
  })

  it('finds members who hear all, and those who are spoken to by any of their names', async () => {
    const channel = await addChannel(store(), 'general')
    const people = []
    for (const name of ['all', 'mentions', 'none', 'other', 'outside', 'deaf']) {
      const user = await addUser(store(), name)
      if (name !== 'deaf') await subscribed(user)
      if (name !== 'outside') await join(channel, user)
      people.push(user)
    }
    const [all, , none, other] = people
    if (all === undefined || none === undefined || other === undefined) throw new Error('six were made')
    await store().memberships.setLevel(channel.id, all.id, 'all')
    await store().memberships.setLevel(channel.id, none.id, 'none')
    await store().users.rename(other.id, 'Another')
    expect(await namesIn(channel)).toEqual(['all'])
    const called = ['Mentions', 'none', 'outside', 'deaf', 'nobody'].map(foldName)
    expect(await namesIn(channel, { called })).toEqual(['all', 'mentions'])
    expect(await namesIn(channel, { called: ['other'] })).toEqual(['Another', 'all'])
    expect(await namesIn(channel, { called: ['another'] })).toEqual(['Another', 'all'])
    expect(await namesIn(channel, { isDirect: true })).toEqual(['Another', 'all', 'mentions'])
  })

  it('tells how far they have read, what they chose, and all their browsers', async () => {
    const john = await addUser(store(), 'john')
    const channel = await addChannel(store(), 'general')
    await join(channel, john)
    const tokens = [await subscribed(john), await subscribed(john)]
    const quiet = { from: 60, to: 120, timeZone: 'UTC', days: [1] }
    await store().users.setNotifications(john.id, { quiet, showText: false })
    const [found, ...others] = await store().push.reachable(
      { channel: channel.id, isDirect: false, called: ['john'] },
      2000,
    )
    expect(others).toEqual([])
    expect(found).toMatchObject({
      user: { id: john.id, name: 'john', account: 'john' },
      level: 'mentions',
      readPosition: 0,
      settings: { quiet, showText: false },
    })
    expect(found?.subscriptions.map(({ token }) => token).toSorted()).toEqual(tokens.toSorted())
  })

  it('whoever is shut out of the server is not called', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const channel = await addChannel(store(), 'general')
    for (const user of [john, mary]) {
      await join(channel, user)
      await subscribed(user)
    }
    const sanction = (user: User, kind: 'ban' | 'mute', expiresAt: number | null) =>
      store().sanctions.add({
        ...{ id: newId<SanctionId>('s'), kind, reason: null, by: 'console:root', createdAt: 1, expiresAt },
        subject: { type: 'user', user: { id: user.id, name: user.name } },
      })
    await sanction(mary, 'mute', null)
    await sanction(john, 'ban', 1999)
    expect(await namesIn(channel, { isDirect: true })).toEqual(['john', 'mary'])
    await sanction(john, 'ban', null)
    expect(await namesIn(channel, { isDirect: true })).toEqual(['mary'])
    await store().sanctions.liftUser(john.id, ['ban'], { by: 'console:root', at: 2000 })
    expect(await namesIn(channel, { isDirect: true })).toEqual(['john', 'mary'])
  })

  it('what a user chose is kept, each choice by itself', async () => {
    const john = await addUser(store(), 'john')
    const { users } = store()
    const quiet = { from: 60, to: 120, timeZone: 'UTC', days: [1] }
    expect(await users.notifications(john.id)).toEqual({ quiet: null, showText: true })
    expect(await users.setNotifications(john.id, { quiet })).toEqual({ quiet, showText: true })
    expect(await users.setNotifications(john.id, { showText: false })).toEqual({ quiet, showText: false })
    expect(await users.setNotifications(john.id, { quiet: null })).toEqual({ quiet: null, showText: false })
    expect(await users.setNotifications(john.id, {})).toEqual({ quiet: null, showText: false })
  })
}
