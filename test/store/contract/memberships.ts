/** The contract of `memberships`. */
import { expect, it } from 'vitest'
import type { ChannelId, UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, newId, refusalOf, say } from '../support.ts'

const joining = { role: 'member', ifEmpty: 'member', at: 3000, channelsPerUser: 50 } as const

function of(...ids: (ChannelId | undefined)[]): ChannelId[] {
  return ids.filter((id) => id !== undefined)
}

export function membershipsContract(store: () => OpenStore): void {
  it('joins once, read up to now, and answers the channel as it was', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const tea = await addChannel(store(), 'tea', { owner: john.id })
    await say(store(), tea, john, 'first')
    const { memberships } = store()
    expect(await memberships.add(tea.id, mary.id, { ...joining, role: 'voice' })).toEqual({
      channel: { ...tea, lastPosition: 1 },
      user: mary,
      role: 'voice',
    })
    expect(await memberships.unread(mary.id)).toEqual([])
    expect((await memberships.ofUser(mary.id))[0]?.membership).toMatchObject({
      role: 'voice',
      readPosition: 1,
    })
    expect(await refusalOf(memberships.add(tea.id, mary.id, joining))).toBe('already-a-member')
    expect(await refusalOf(memberships.add(newId<ChannelId>('c'), mary.id, joining))).toBe('no-such-channel')
  })

  it('gives the first member of an empty channel another role, and nobody after', async () => {
    const tea = await addChannel(store(), 'tea')
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => addUser(store(), name)))
    const add = ({ id }: { id: (typeof people)[number]['id'] }) =>
      store().memberships.add(tea.id, id, { ...joining, ifEmpty: 'moderator' })
    const roles = (await Promise.all(people.map(add))).map(({ role }) => role)
    expect(roles.toSorted()).toEqual(['member', 'member', 'member', 'moderator'])
    for (const { id } of people) await store().memberships.remove(tea.id, id)
    const again = people[3] ?? { id: newId<UserId>('u') }
    expect((await add(again)).role).toBe('moderator')
    expect((await store().memberships.ofUser(again.id))[0]?.membership.role).toBe('moderator')
  })

  it('knows whether a channel has an owner', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const tea = await addChannel(store(), 'tea', { owner: john.id })
    const { memberships } = store()
    expect(await memberships.hasOwner(tea.id)).toBe(true)
    await memberships.add(tea.id, mary.id, { ...joining, role: 'admin' })
    await memberships.remove(tea.id, john.id)
    expect(await memberships.hasOwner(tea.id)).toBe(false)
    expect(await memberships.hasOwner(newId<ChannelId>('c'))).toBe(false)
  })

  it('tells who shares a channel with a user, direct ones left out', async () => {
    const channels = await Promise.all(['a', 'b', 'c'].map((name) => addChannel(store(), name)))
    const [a, b, c] = channels.map(({ id }) => id)
    const john = await addUser(store(), 'john', { channels: of(a, b) })
    const mary = await addUser(store(), 'mary', { channels: of(a, b, c) })
    const eve = await addUser(store(), 'eve', { channels: of(c) })
    await store().channels.openDirect([john, eve], { id: newId('c'), at: 1 })
    const peers = async (id: UserId) => (await store().memberships.peers(id)).toSorted()
    expect(await peers(john.id)).toEqual([john.id, mary.id])
    expect(await peers(mary.id)).toEqual([john.id, mary.id, eve.id])
    expect(await peers(eve.id)).toEqual([mary.id, eve.id])
    expect(await peers(newId<UserId>('u'))).toEqual([])
  })

  it('never lets more people in than the limit, however many come at once', async () => {
    const tea = await addChannel(store(), 'tea', { settings: { userLimit: 5 } })
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, index) => addUser(store(), `user${index}`)),
    )
    const answers = await Promise.all(
      people.map(({ id }) => refusalOf(store().memberships.add(tea.id, id, joining))),
    )
    expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(5)
    expect(answers.filter((answer) => answer === 'channel-full')).toHaveLength(15)
    expect(await store().memberships.ofChannel(tea.id)).toHaveLength(5)
  })

  it('counts neither direct nor archived channels towards a user’s own limit', async () => {
    const john = await addUser(store(), 'john')
    const channels = await Promise.all(['a', 'b', 'c', 'd'].map((name) => addChannel(store(), name)))
    await store().channels.openDirect([john, john], { id: newId('c'), at: 1 })
    const add = (id: ChannelId) =>
      refusalOf(store().memberships.add(id, john.id, { ...joining, channelsPerUser: 2 }))
    const answers = await Promise.all(channels.map(({ id }) => add(id)))
    expect(answers.toSorted()).toEqual([
      'not refused',
      'not refused',
      'too-many-channels',
      'too-many-channels',
    ])
    const inside = channels[answers.indexOf('not refused')]?.id ?? newId('c')
    const outside = channels[answers.indexOf('too-many-channels')]?.id ?? newId('c')
    await store().channels.archive(inside, 5)
    expect(await add(outside)).toBe('not refused')
  })

  it('says whether there was a membership to remove', async () => {
    const john = await addUser(store(), 'john')
    const tea = await addChannel(store(), 'tea', { owner: john.id })
    expect(await store().memberships.remove(tea.id, john.id)).toBe(true)
    expect(await store().memberships.remove(tea.id, john.id)).toBe(false)
  })

  it('keeps the last owner, also when two owners step down at once', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const tea = await addChannel(store(), 'tea', { owner: john.id })
    const { memberships } = store()
    expect(await refusalOf(memberships.setRole(tea.id, mary.id, { role: 'voice', voiced: false }))).toBe(
      'not-a-member',
    )
    expect(await refusalOf(memberships.setRole(tea.id, john.id, { role: 'member', voiced: false }))).toBe(
      'last-owner',
    )
    await memberships.add(tea.id, mary.id, joining)
    await memberships.setRole(tea.id, john.id, { role: 'owner', voiced: false })
    await memberships.setRole(tea.id, mary.id, { role: 'owner', voiced: false })
    const both = [
      refusalOf(memberships.setRole(tea.id, john.id, { role: 'member', voiced: false })),
      refusalOf(memberships.setRole(tea.id, mary.id, { role: 'member', voiced: false })),
    ]
    expect((await Promise.all(both)).toSorted()).toEqual(['last-owner', 'not refused'])
  })

  it('changes roles in a channel that never had an owner', async () => {
    const general = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john', { channels: [general.id] })
    await store().memberships.setRole(general.id, john.id, { role: 'moderator', voiced: false })
    expect((await store().memberships.ofChannel(general.id))[0]?.role).toBe('moderator')
  })

  it('lists members by role, highest first, then by name', async () => {
    const tea = await addChannel(store(), 'tea')
    const roles = {
      zed: 'owner',
      Bob: 'member',
      amy: 'member',
      hal: 'halfop',
      eve: 'voice',
      ada: 'admin',
      ann: 'moderator',
    } as const
    for (const [name, role] of Object.entries(roles)) {
      const { id } = await addUser(store(), name)
      await store().memberships.add(tea.id, id, { ...joining, role, ifEmpty: role })
      if (name === 'amy') await store().users.setAway(id, 'lunch')
    }
    const members = await store().memberships.ofChannel(tea.id)
    expect(members.map(({ user }) => user.name)).toEqual(['zed', 'ada', 'ann', 'hal', 'eve', 'amy', 'Bob'])
    const amy = await store().users.byName('amy')
    expect(members[5]).toEqual({ user: amy, role: 'member', voiced: false })
    expect(amy?.awayText).toBe('lunch')
  })

  it('counts others’ messages after the read position, with the time of the first', async () => {
    const general = await addChannel(store(), 'general')
    const quiet = await addChannel(store(), 'quiet')
    const channels = [general.id, quiet.id]
    const [john, mary] = [
      await addUser(store(), 'john', { channels }),
      await addUser(store(), 'mary', { channels }),
    ]
    const { messages, memberships } = store()
    const sent = []
    for (const sentAt of [100, 200, 300, 400]) {
      sent.push((await messages.append(messageOf(general.id, john, { sentAt }))).message)
    }
    await say(store(), general, mary, 'my own does not count')
    const unread = async () =>
      (await memberships.unread(mary.id)).map((one) => [one.unread, one.firstUnreadAt])
    expect(await unread()).toEqual([[4, 100]])
    await memberships.markRead(mary.id, [{ channel: general.id, position: 1 }])
    expect(await unread()).toEqual([[3, 200]])
    await messages.remove(sent[1]?.id ?? newId('m'), 500)
    expect(await unread()).toEqual([[2, 300]])
    expect(await memberships.unread(john.id)).toMatchObject([{ unread: 1, channel: { name: 'general' } }])
  })

  it('answers all channels of a user with what is unread among their newest changes', async () => {
    const [busy, quiet] = [await addChannel(store(), 'busy'), await addChannel(store(), 'quiet')]
    const [john, mary] = [
      await addUser(store(), 'john', { channels: [busy.id, quiet.id] }),
      await addUser(store(), 'mary', { channels: [busy.id] }),
    ]
    const { messages, memberships } = store()
    for (const sentAt of [100, 200, 300, 400])
      await messages.append(messageOf(busy.id, john, { sentAt, text: `@mary ${sentAt}` }))
    const own = async (changes: number) =>
      (await memberships.own(mary.id, changes)).map((one) => [one.channel.name, one.unread, one.latestAt])
    expect(await own(9)).toEqual([['busy', 4, 400]])
    expect(await own(2)).toEqual([['busy', 2, 400]])
    expect(await memberships.own(john.id, 9)).toMatchObject([{ unread: 0 }, { unread: 0, latestAt: null }])
    const texts = async (changes: number, limit: number) =>
      (await memberships.addressed(mary, { changes, limit })).map(({ text }) => text)
    expect(await texts(9, 9)).toEqual(['@mary 400', '@mary 300', '@mary 200', '@mary 100'])
    expect(await texts(2, 9)).toEqual(['@mary 400', '@mary 300'])
    expect(await texts(9, 1)).toEqual(['@mary 400'])
    await memberships.markRead(mary.id, [{ channel: busy.id, position: 3 }])
    expect(await own(9)).toEqual([['busy', 1, 400]])
    await memberships.setLevel(busy.id, mary.id, 'all')
    const joined = await memberships.ofUser(mary.id)
    expect(joined.map(({ membership }) => membership.level)).toEqual(['all'])
    const access = await store().channels.access({ id: busy.id }, mary.id, 1)
    expect(access?.membership?.level).toBe('all')
  })

  it('takes no sign of a name for a pattern', async () => {
    const general = await addChannel(store(), 'general')
    const odd = await addUser(store(), 'a_b', { channels: [general.id] })
    const john = await addUser(store(), 'john', { channels: [general.id] })
    for (const text of ['@axb', '@A_B', 'a_b', 'x@a_bc'])
      await store().messages.append(messageOf(general.id, john, { text }))
    const found = await store().memberships.addressed(odd, { changes: 9, limit: 9 })
    expect(found.map(({ text }) => text)).toEqual(['x@a_bc', '@A_B'])
  })

  it('never moves a read position back, nor past the end', async () => {
    const general = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john', { channels: [general.id] })
    for (const text of ['one', 'two', 'three']) await say(store(), general, john, text)
    const read = async () => (await store().memberships.ofUser(john.id))[0]?.membership.readPosition
    const mark = (...positions: number[]) => {
      const entries = positions.map((position) => ({ channel: general.id, position }))
      return store().memberships.markRead(john.id, entries)
    }
    await mark(2)
    await mark(1)
    expect(await read()).toBe(2)
    await mark(99, 1)
    expect(await read()).toBe(3)
    await store().memberships.markRead(john.id, [])
    await store().memberships.markRead(john.id, [{ channel: newId<ChannelId>('c'), position: 4 }])
  })
}
