/** The contract of `users`, but for names and guests. */
import { expect, it } from 'vitest'
import { ChatError } from '../../../src/core/errors.ts'
import type { ChannelId, UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, newId, newUser, refusalOf, say } from '../support.ts'

export function usersContract(store: () => OpenStore): void {
  it('creates a user and answers everything known about them', async () => {
    const john = await addUser(store(), 'John')
    expect(john).toMatchObject({
      name: 'John',
      displayName: null,
      kind: 'person',
      role: 'none',
      awayText: null,
    })
    expect(john).toMatchObject({ lastAddress: '192.0.2.1', createdAt: 1000, lastSeenAt: 1000 })
    expect(await store().users.byId(john.id)).toEqual(john)
  })

  it('finds users by name without regard to case', async () => {
    const john = await addUser(store(), 'John')
    expect(await store().users.byName('jOHN')).toEqual(john)
    expect(await store().users.byName('johnny')).toBeNull()
    expect(await store().users.byName('john\0')).toBeNull()
    expect(await store().users.byId(newId<UserId>('u'))).toBeNull()
  })

  it('refuses a name that is taken in another case, also when both come at once', async () => {
    await addUser(store(), 'John')
    expect(await refusalOf(addUser(store(), 'JOHN'))).toBe('name-taken')
    const both = await Promise.all([refusalOf(addUser(store(), 'mary')), refusalOf(addUser(store(), 'Mary'))])
    expect(both.toSorted()).toEqual(['name-taken', 'not refused'])
    expect(await store().users.count()).toBe(2)
  })

  it('harms nobody with those who are refused at the same moment, and says why each was', async () => {
    const general = await addChannel(store(), 'general')
    const john = await addUser(store(), 'John', { channels: [general.id] })
    const mary = await addUser(store(), 'mary')
    const joining = { role: 'member', ifEmpty: 'member', at: 5, channelsPerUser: 9 } as const
    const join = (user: UserId) => store().memberships.add(general.id, user, joining)
    const names = Array.from({ length: 20 }, (_, index) => `guest${index % 15}`)
    const outcomes = await Promise.allSettled([
      store().users.create(newUser('JOHN')),
      say(store(), general, john, 'meanwhile'),
      join(john.id),
      join(mary.id),
      ...names.map((name) => store().users.create(newUser(name, { channels: [general.id] }))),
    ])
    const faults = outcomes.map((one) => (one.status === 'fulfilled' ? null : faultOf(one.reason)))
    expect(faults.slice(0, 4)).toEqual([
      { code: 'name-taken', details: { name: 'JOHN' } },
      null,
      { code: 'already-a-member', details: { channel: '#general' } },
      null,
    ])
    expect(faults.filter((fault) => fault?.code === 'name-taken')).toHaveLength(6)
    expect(await store().users.count()).toBe(17)
    expect(await store().memberships.ofUser(mary.id)).toHaveLength(1)
    expect(await store().messages.count()).toBe(1)
  })

  it('joins new users to the channels named, read up to now, and skips those that are gone', async () => {
    const general = await addChannel(store(), 'general')
    const closed = await addChannel(store(), 'closed')
    await store().channels.archive(closed.id, 1500)
    const mary = await addUser(store(), 'mary', { channels: [general.id] })
    await say(store(), general, mary, 'before')
    const channels = [general.id, closed.id, newId<ChannelId>('c')]
    const made = await store().users.create(newUser('john', { createdAt: 3000, channels }))
    expect(made.joined.map(({ name, lastPosition }) => [name, lastPosition])).toEqual([['general', 1]])
    const [joined] = await store().memberships.ofUser(made.user.id)
    expect(joined?.membership).toMatchObject({ role: 'member', joinedAt: 3000, readPosition: 1 })
  })

  it('takes a registration invitation once, before it expires', async () => {
    const register = (name: string, digest: string, createdAt: number) =>
      store().users.create(newUser(name, { createdAt, inviteDigest: digest }))
    await store().users.addInvite('good', 5000)
    await store().users.addInvite('old', 5000)
    await addUser(store(), 'taken')
    expect(await refusalOf(register('a', 'unknown', 1000))).toBe('invite-code-required')
    expect(await refusalOf(register('a', 'old', 5000))).toBe('invite-code-required')
    expect(await refusalOf(register('taken', 'good', 1000))).toBe('name-taken')
    const both = await Promise.all([
      refusalOf(register('a', 'good', 1000)),
      refusalOf(register('b', 'good', 1000)),
    ])
    expect(both.toSorted()).toEqual(['invite-code-required', 'not refused'])
  })

  it('answers several users at once, and none for no ids', async () => {
    const [one, two] = [await addUser(store(), 'one'), await addUser(store(), 'two')]
    const found = await store().users.byIds([one.id, two.id, newId<UserId>('u')])
    expect(found.map(({ name }) => name).toSorted()).toEqual(['one', 'two'])
    expect(await store().users.byIds([])).toEqual([])
  })

  it('keeps passwords, roles, names, away texts and last addresses', async () => {
    const { users } = store()
    const { id } = await addUser(store(), 'John')
    expect(await users.credentials('john')).toMatchObject({ user: { id }, passwordHash: 'hash of John' })
    expect(await users.credentials('nobody')).toBeNull()
    await Promise.all([
      users.setPassword(id, { passwordHash: 'new', scram: 'keys', keep: null, changes: null }),
      users.setRole(id, 'moderator'),
      users.setDisplayName(id, 'John D.'),
      users.setAway(id, 'lunch'),
      users.touch(id, '2001:db8::1', 9000),
    ])
    expect(await users.credentials('JOHN')).toMatchObject({ passwordHash: 'new' })
    const changed = { role: 'moderator', displayName: 'John D.', awayText: 'lunch' }
    expect(await users.byId(id)).toMatchObject({ ...changed, lastAddress: '2001:db8::1', lastSeenAt: 9000 })
    await users.setAway(id, null)
    expect((await users.byId(id))?.awayText).toBeNull()
  })

  it('lists users by name in pages', async () => {
    for (const name of ['delta', 'Alpha', 'charlie', 'Bravo']) await addUser(store(), name)
    const first = await store().users.list({ after: null, limit: 3 })
    expect(first.map(({ name }) => name)).toEqual(['Alpha', 'Bravo', 'charlie'])
    const rest = await store().users.list({ after: 'Charlie', limit: 3 })
    expect(rest.map(({ name }) => name)).toEqual(['delta'])
  })
}

function faultOf(error: unknown) {
  if (error instanceof ChatError) return error.fault()
  throw error
}
