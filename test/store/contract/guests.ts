/** The contract of guests: how they go, and how they become somebody. */
import { expect, it } from 'vitest'
import type { NewPerson } from '../../../src/core/store-port.ts'
import type { ChannelId, User, UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addGuest, addUser, newId, refusalOf, say } from '../support.ts'

function person(account: string, given: Partial<NewPerson> = {}): NewPerson {
  return {
    account,
    userhost: `x@user/${account}`,
    email: 'x@example.org',
    passwordHash: 'hash',
    scram: 'keys',
    inviteDigest: null,
    at: 2000,
    ...given,
  }
}

export function guestsContract(store: () => OpenStore): void {
  const openDirect = (one: User, other: User) =>
    store().channels.openDirect([one, other], { id: newId<ChannelId>('c'), at: 1 })

  it('removes a guest with their memberships; what they said stays under their name', async () => {
    const general = await addChannel(store(), 'general')
    const guest = await addGuest(store(), 'passer-by', [general.id])
    await store().users.rename(guest.id, 'passing')
    const said = await say(store(), general, guest, 'hello')
    await store().metadata.set(guest.id, { key: 'url', value: 'x', limit: 9 })
    await store().users.removeGuest(guest.id)
    expect(await store().users.byName('passing')).toBeNull()
    expect(await store().memberships.ofChannel(general.id)).toEqual([])
    expect(await store().metadata.list(guest.id)).toEqual([])
    expect((await store().messages.byId(said.id))?.author).toEqual(said.author)
    expect((await addUser(store(), 'Passing')).name).toBe('Passing')
  })

  it('refuses what is about a guest who left in the meantime', async () => {
    const general = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john')
    const guest = await addGuest(store(), 'passer-by')
    await store().users.removeGuest(guest.id)
    const joining = { role: 'member', ifEmpty: 'member', at: 1, channelsPerUser: 9 } as const
    const refusals = await Promise.all([
      refusalOf(store().memberships.add(general.id, guest.id, joining)),
      refusalOf(store().channels.addInvitation(general.id, guest.id, { by: john.id, at: 1 })),
      refusalOf(openDirect(john, guest)),
      refusalOf(store().users.setAccepted(john.id, guest.id, true)),
      refusalOf(store().users.addCertificate(guest.id, 'f'.repeat(64), 1)),
      refusalOf(addChannel(store(), 'theirs', { owner: guest.id })),
    ])
    expect(refusals).toEqual(refusals.map(() => 'no-such-user'))
    expect(await store().channels.list(null)).toHaveLength(1)
  })

  it('never removes a person as a guest, and removes all guests at once', async () => {
    const john = await addUser(store(), 'john')
    await store().metadata.set(john.id, { key: 'url', value: 'x', limit: 9 })
    await store().users.removeGuest(john.id)
    await addGuest(store(), 'one')
    await addGuest(store(), 'two')
    expect(await store().users.removeAllGuests()).toBe(2)
    expect(await store().users.removeAllGuests()).toBe(0)
    expect(await store().users.list({ after: null, limit: 10 })).toEqual([john])
    expect(await store().metadata.list(john.id)).toHaveLength(1)
    expect(await refusalOf(addGuest(store(), 'one'))).toBe('not refused')
  })

  it('makes a guest a person where they are, under the name they go by or another account', async () => {
    const general = await addChannel(store(), 'general')
    const guest = await addGuest(store(), 'jo', [general.id])
    const made = await store().users.makePerson(guest.id, person('John'))
    const after = { ...guest, kind: 'person', account: 'John', userhost: 'x@user/John' }
    expect(made).toEqual(after)
    expect(await store().users.byName('john')).toEqual(after)
    expect(await store().users.byName('jo')).toEqual(after)
    expect(await store().users.credentials('john')).toMatchObject({ passwordHash: 'hash' })
    expect((await store().users.scramOf('jo'))?.scram).toBe('keys')
    expect(await store().memberships.ofChannel(general.id)).toHaveLength(1)
    expect(await store().users.removeAllGuests()).toBe(0)
    const same = await addGuest(store(), 'amy')
    expect((await store().users.makePerson(same.id, person('Amy'))).account).toBe('Amy')
    await store().users.rename(same.id, 'else')
    expect((await store().users.byName('amy'))?.id).toBe(same.id)
  })

  it('refuses an account that is somebody’s name, and whoever has an account already', async () => {
    const john = await addUser(store(), 'john')
    const [guest, other] = [await addGuest(store(), 'g1'), await addGuest(store(), 'g2')]
    const make = (id: UserId, account: string) => refusalOf(store().users.makePerson(id, person(account)))
    expect(await make(guest.id, 'JOHN')).toBe('name-taken')
    expect(await make(guest.id, 'G2')).toBe('name-taken')
    expect(await make(john.id, 'new')).toBe('already-signed-in')
    expect(await make(newId<UserId>('u'), 'new')).toBe('no-such-user')
    expect(await store().users.byId(guest.id)).toEqual(guest)
    const both = await Promise.all([make(guest.id, 'new'), make(other.id, 'NEW')])
    expect(both.toSorted()).toEqual(['name-taken', 'not refused'])
    const twice = await addGuest(store(), 'g3')
    const answers = await Promise.all([make(twice.id, 'first'), make(twice.id, 'second')])
    expect(answers.toSorted()).toEqual(['already-signed-in', 'not refused'])
    const refused = answers[0] === 'not refused' ? 'second' : 'first'
    expect(await store().users.byName(refused)).toBeNull()
  })

  it('takes an invitation once from a guest who registers, and not when the registration is refused', async () => {
    await store().users.addInvite('good', 5000)
    const [one, two] = [await addGuest(store(), 'g1'), await addGuest(store(), 'g2')]
    const make = (guest: User, account: string, given: Partial<NewPerson>) =>
      refusalOf(store().users.makePerson(guest.id, person(account, given)))
    expect(await make(one, 'new', { inviteDigest: 'unknown' })).toBe('invite-code-required')
    expect(await make(one, 'new', { inviteDigest: 'good', at: 5000 })).toBe('invite-code-required')
    expect(await store().users.byId(one.id)).toEqual(one)
    expect(await make(one, 'g2', { inviteDigest: 'good' })).toBe('name-taken')
    const both = [make(one, 'first', { inviteDigest: 'good' }), make(two, 'second', { inviteDigest: 'good' })]
    expect((await Promise.all(both)).toSorted()).toEqual(['invite-code-required', 'not refused'])
  })

  it('hands a guest’s memberships to a user where the user has none, and the guest is gone', async () => {
    const [both, guests, users] = [
      await addChannel(store(), 'both'),
      await addChannel(store(), 'guests'),
      await addChannel(store(), 'users'),
    ]
    const john = await addUser(store(), 'john', { channels: [both.id, users.id] })
    const guest = await addGuest(store(), 'guest-1', [both.id, guests.id])
    await store().memberships.setRole(guests.id, guest.id, { role: 'moderator', voiced: false })
    await store().memberships.setRole(both.id, john.id, { role: 'voice', voiced: false })
    await say(store(), guests, john, 'one')
    await store().memberships.markRead(guest.id, [{ channel: guests.id, position: 1 }])
    await store().users.rename(guest.id, 'going')
    await store().users.absorbGuest(guest.id, john.id)
    const joined = await store().memberships.ofUser(john.id)
    expect(joined.map(({ channel, membership: { role } }) => `${channel.name} ${role}`)).toEqual([
      'both voice',
      'guests moderator',
      'users member',
    ])
    expect(joined[1]?.membership).toMatchObject({ readPosition: 1, user: john.id })
    expect(await store().memberships.ofChannel(both.id)).toHaveLength(1)
    expect(await store().users.byId(guest.id)).toBeNull()
    await store().users.rename(john.id, 'going')
    expect((await store().users.byName('going'))?.id).toBe(john.id)
  })

  it('hands over a guest’s conversations too, but for those the user has already', async () => {
    const [john, mary, eve] = [
      await addUser(store(), 'john'),
      await addUser(store(), 'mary'),
      await addUser(store(), 'eve'),
    ]
    const guest = await addGuest(store(), 'guest-1')
    const moved = await openDirect(guest, mary)
    const kept = await openDirect(john, eve)
    const left = await openDirect(guest, eve)
    const alone = await openDirect(guest, guest)
    const between = await openDirect(guest, john)
    await store().users.absorbGuest(guest.id, john.id)
    const own = (await store().memberships.ofUser(john.id)).map(({ channel }) => channel.id).toSorted()
    expect(own).toEqual([moved, kept, alone, between].map(({ channel }) => channel.id).toSorted())
    expect(await openDirect(mary, john)).toMatchObject({ created: false, channel: { id: moved.channel.id } })
    expect(await openDirect(john, john)).toMatchObject({ created: false, channel: { id: alone.channel.id } })
    const [hers] = await store().memberships.ofUser(mary.id)
    expect(hers?.channel.between?.map(({ name }) => name).toSorted()).toEqual(['john', 'mary'])
    const eves = (await store().memberships.ofUser(eve.id)).map(({ channel }) => channel.id)
    expect(eves.toSorted()).toEqual([kept, left].map(({ channel }) => channel.id).toSorted())
  })

  it('lets the user go on under the guest’s name, or changes nothing at all', async () => {
    const general = await addChannel(store(), 'general')
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const guest = await addGuest(store(), 'jo', [general.id])
    const absorb = (name: string) =>
      refusalOf(store().users.absorbGuest(guest.id, john.id, { name, userhost: 'x@john.user' }))
    expect(await absorb('mary')).toBe('name-taken')
    expect(await store().users.byId(guest.id)).toEqual(guest)
    expect(await store().users.byId(john.id)).toEqual(john)
    expect((await store().memberships.ofChannel(general.id)).map(({ user }) => user.id)).toEqual([guest.id])
    expect(await absorb('jo')).toBe('not refused')
    const after = { ...john, name: 'jo', userhost: 'x@john.user' }
    expect(await store().users.byId(john.id)).toEqual(after)
    expect(await store().users.byName('jo')).toEqual(after)
    expect(await store().users.byName('john')).toEqual(after)
    expect(await store().users.byName('mary')).toEqual(mary)
  })

  it('knows whether anybody has an account', async () => {
    expect(await store().users.someoneRegistered()).toBe(false)
    await addGuest(store(), 'guest-1')
    expect(await store().users.someoneRegistered()).toBe(false)
    await addUser(store(), 'john')
    expect(await store().users.someoneRegistered()).toBe(true)
  })

  it('absorbs nobody but a guest, and nobody into nobody', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const guest = await addGuest(store(), 'guest-1')
    const absorb = (one: UserId, other: UserId) => refusalOf(store().users.absorbGuest(one, other))
    expect(await absorb(mary.id, john.id)).toBe('not refused')
    expect(await absorb(newId<UserId>('g'), john.id)).toBe('not refused')
    expect(await absorb(guest.id, guest.id)).toBe('not refused')
    expect(await absorb(guest.id, newId<UserId>('u'))).toBe('no-such-user')
    expect(await store().users.count()).toBe(3)
  })
}
