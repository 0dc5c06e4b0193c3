/** The contract of `channels`. */
import { expect, it } from 'vitest'
import type { ChannelId, ChannelMask } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addGuest, addUser, messageOf, newId, plainSettings, refusalOf, say } from '../support.ts'

const joining = { role: 'member', ifEmpty: 'member', at: 3000, channelsPerUser: 50 } as const

function mask(text: string, given: Partial<ChannelMask> = {}): ChannelMask {
  return { list: 'ban', mask: text, by: 'john', createdAt: 1, expiresAt: null, ...given }
}

export function channelsContract(store: () => OpenStore): void {
  it('creates a channel with its owner', async () => {
    const john = await addUser(store(), 'john')
    const channel = await addChannel(store(), 'Tea', {
      owner: john.id,
      settings: { key: 'milk', userLimit: 9 },
    })
    const found = await store().channels.access({ name: 'tEA' }, john.id, 5000)
    expect(found?.channel).toEqual(channel)
    expect(channel.settings).toEqual({ ...plainSettings, key: 'milk', userLimit: 9 })
    expect(found?.membership).toMatchObject({ channel: channel.id, user: john.id, role: 'owner' })
    expect(await store().channels.access({ id: channel.id }, null, 5000)).toEqual({
      channel,
      membership: null,
      hasMutes: false,
      mute: null,
    })
  })

  it('refuses a name that is taken in any case or width', async () => {
    await addChannel(store(), 'Größe')
    expect(await refusalOf(addChannel(store(), 'gRÖSSE'))).toBe('not refused')
    expect(await refusalOf(addChannel(store(), 'GRÖßE'))).toBe('channel-name-taken')
    expect(await refusalOf(addChannel(store(), 'ｇröße'))).toBe('channel-name-taken')
  })

  it('answers null for a channel that is not there', async () => {
    expect(await store().channels.access({ name: 'nowhere' }, null, 1)).toBeNull()
    expect(await store().channels.access({ id: newId<ChannelId>('c') }, null, 1)).toBeNull()
    expect(await store().channels.access({ name: '' }, null, 1)).toBeNull()
  })

  it('tells a running mute with the access, the longest of several', async () => {
    const john = await addUser(store(), 'john')
    const { id } = await addChannel(store(), 'tea', { owner: john.id })
    const mute = (until: number | null) =>
      store().sanctions.add({
        id: newId('s'),
        kind: 'mute',
        subject: { type: 'user', user: { id: john.id, name: 'john' } },
        reason: 'loud',
        by: 'console:root',
        createdAt: 1000,
        expiresAt: until,
      })
    await mute(5000)
    await mute(9000)
    const at = async (now: number) => (await store().channels.access({ id }, john.id, now))?.mute ?? null
    expect(await at(4000)).toMatchObject({
      kind: 'mute',
      reason: 'loud',
      by: 'console:root',
      expiresAt: 9000,
    })
    expect(await at(9000)).toBeNull()
    await mute(null)
    expect(await at(9000)).toMatchObject({
      expiresAt: null,
      subject: { type: 'user', user: { name: 'john' } },
    })
    await store().sanctions.liftUser(john.id, ['mute'], { by: 'console:root', at: 4000 })
    expect(await at(4000)).toBeNull()
  })

  it('opens one direct channel per pair, whoever asks and however often at once', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const open = (a: typeof john, b: typeof john) =>
      store().channels.openDirect(
        [
          { id: a.id, name: a.name },
          { id: b.id, name: b.name },
        ],
        { id: newId('c'), at: 1 },
      )
    const all = await Promise.all([open(john, mary), open(mary, john), open(john, mary)])
    expect(new Set(all.map(({ channel }) => channel.id)).size).toBe(1)
    expect(all.filter(({ created }) => created)).toHaveLength(1)
    const [{ channel }] = all
    expect(channel).toMatchObject({ kind: 'direct', name: '' })
    expect(channel.between?.map(({ name }) => name).toSorted()).toEqual(['john', 'mary'])
    expect(await store().memberships.ofChannel(channel.id)).toHaveLength(2)
    const alone = await open(john, john)
    expect(alone.channel.between?.map(({ name }) => name)).toEqual(['john', 'john'])
    expect(await store().memberships.ofChannel(alone.channel.id)).toHaveLength(1)
  })

  it('finds the direct channel of two users for those who belong to it, and makes none', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const { channels, memberships } = store()
    expect(await channels.findDirect(john.id, mary.id)).toBeNull()
    expect(await memberships.ofUser(john.id)).toEqual([])
    const { channel } = await channels.openDirect([john, mary], { id: newId('c'), at: 1 })
    expect(await channels.findDirect(john.id, mary.id)).toEqual(channel)
    expect(await channels.findDirect(mary.id, john.id)).toEqual(channel)
    expect(await channels.findDirect(john.id, john.id)).toBeNull()
    await memberships.remove(channel.id, john.id)
    expect(await channels.findDirect(john.id, mary.id)).toBeNull()
    expect(await channels.findDirect(mary.id, john.id)).toEqual(channel)
  })

  it('gives back a membership that a direct channel has lost', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const pair = [john, mary] as const
    const { channel } = await store().channels.openDirect(pair, { id: newId('c'), at: 1 })
    await store().memberships.remove(channel.id, john.id)
    const again = await store().channels.openDirect(pair, { id: newId('c'), at: 2 })
    expect(again).toMatchObject({ created: false, channel: { id: channel.id } })
    expect(await store().memberships.ofChannel(channel.id)).toHaveLength(2)
  })

  it('keeps the topic, the settings given, and the archiving', async () => {
    const { id } = await addChannel(store(), 'tea')
    const john = await addUser(store(), 'john')
    const topic = { kind: 'topic', text: 'Earl Grey', sentAt: 4000 } as const
    await store().messages.append(messageOf(id, john, topic))
    await store().channels.setSettings(id, { moderated: true, key: 'milk' })
    await store().channels.setSettings(id, { key: null, userLimit: 3 })
    await store().channels.setSettings(id, {})
    const flags = { accountsOnly: true, accountsSpeak: true, noCtcp: true } as const
    await store().channels.setSettings(id, flags)
    await store().channels.archive(id, 5000)
    const found = await store().channels.access({ id }, null, 6000)
    expect(found?.channel).toMatchObject({
      topic: 'Earl Grey',
      topicBy: 'john',
      topicAt: 4000,
      archivedAt: 5000,
    })
    expect(found?.channel.settings).toEqual({
      ...plainSettings,
      ...flags,
      moderated: true,
      userLimit: 3,
    })
  })

  it('has the topic that came last in its history, however many are set at once', async () => {
    const channel = await addChannel(store(), 'tea')
    const john = await addUser(store(), 'john', { channels: [channel.id] })
    const texts = Array.from({ length: 20 }, (_, index) => `topic ${index}`)
    const set = (text: string) =>
      store().messages.append(messageOf(channel.id, john, { kind: 'topic', text }))
    const [said, ...topics] = await Promise.all([say(store(), channel, john, 'hello'), ...texts.map(set)])
    const placed = topics.map(({ message }) => message).toSorted((a, b) => a.position - b.position)
    expect([said.position, ...placed.map(({ position }) => position)].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 21 }, (_, index) => index + 1),
    )
    const found = await store().channels.access({ id: channel.id }, john.id, 6000)
    expect(found?.channel).toMatchObject({ topic: placed.at(-1)?.text, topicBy: 'john', lastPosition: 21 })
    const query = { user: john.id, text: 'topic', channel: null, limit: 50 }
    expect(await store().messages.search(query)).toEqual([])
  })

  it('lists public channels that are not secret and those one belongs to, by name', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    await addChannel(store(), 'Zoo', { owner: john.id })
    await addChannel(store(), 'hidden', { owner: john.id, settings: { secret: true } })
    await addChannel(store(), 'club', { owner: john.id, kind: 'private' })
    await store().channels.openDirect([john, mary], { id: newId('c'), at: 1 })
    const names = async (user: typeof john.id | null) =>
      (await store().channels.list(user)).map(({ channel, members, membership }) => {
        return `${channel.name} ${members} ${membership?.role ?? '-'}`
      })
    expect(await names(mary.id)).toEqual(['Zoo 1 -'])
    expect(await names(john.id)).toEqual(['club 1 owner', 'hidden 1 owner', 'Zoo 1 owner'])
    expect(await names(null)).toEqual(['club 1 -', 'hidden 1 -', 'Zoo 1 -'])
  })

  it('counts channels that somebody is in, direct ones left out', async () => {
    expect(await store().channels.countOccupied()).toBe(0)
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    await addChannel(store(), 'empty')
    await store().channels.openDirect([john, mary], { id: newId('c'), at: 1 })
    const { id } = await addChannel(store(), 'club', { owner: john.id, kind: 'private' })
    await store().memberships.add(id, mary.id, joining)
    expect(await store().channels.countOccupied()).toBe(1)
  })

  it('keeps masks by list, without regard to case, until they expire', async () => {
    const { channels } = store()
    const { id } = await addChannel(store(), 'tea')
    await channels.addMask(id, mask('Bad*'))
    await channels.addMask(id, mask('short', { expiresAt: 500 }))
    await channels.addMask(id, mask('bad*', { list: 'exception', createdAt: 2 }))
    await channels.addMask(id, mask('BAD*', { createdAt: 3, by: 'mary' }))
    const texts = async (now: number) =>
      (await channels.masks(id, now)).map(({ list, mask }) => `${list} ${mask}`)
    expect(await texts(499)).toEqual(['ban short', 'exception bad*', 'ban BAD*'])
    expect(await texts(500)).toEqual(['exception bad*', 'ban BAD*'])
    expect(await channels.masks(id, 500)).toContainEqual(mask('BAD*', { createdAt: 3, by: 'mary' }))
    expect(await channels.removeMask(id, 'ban', 'bad*')).toBe(true)
    expect(await channels.removeMask(id, 'ban', 'bad*')).toBe(false)
    expect(await texts(500)).toEqual(['exception bad*'])
  })

  it('tells with the access whether anybody is muted in the channel itself', async () => {
    const { channels } = store()
    const { id } = await addChannel(store(), 'tea')
    const other = await addChannel(store(), 'other')
    await channels.addMask(id, mask('bad*'))
    await channels.addMask(other.id, mask('bad*', { list: 'mute' }))
    const hasMutes = async (now: number) => (await channels.access({ id }, null, now))?.hasMutes
    expect(await hasMutes(1)).toBe(false)
    await channels.addMask(id, mask('loud*', { list: 'mute', expiresAt: 500 }))
    expect([await hasMutes(499), await hasMutes(500)]).toEqual([true, false])
    await channels.addMask(id, mask('Loud!*@*', { list: 'mute' }))
    expect(await hasMutes(500)).toBe(true)
    await channels.removeMask(id, 'mute', 'loud!*@*')
    expect(await hasMutes(500)).toBe(false)
  })

  it('renames a channel, but not to a name that is taken', async () => {
    const { channels } = store()
    const { id } = await addChannel(store(), 'tea')
    await addChannel(store(), 'Coffee')
    expect(await refusalOf(channels.rename(id, 'cOFFEE'))).toBe('channel-name-taken')
    await channels.rename(id, 'TEA')
    expect((await channels.access({ name: 'tea' }, null, 1))?.channel).toMatchObject({ id, name: 'TEA' })
    await channels.rename(id, 'Größe')
    expect(await channels.access({ name: 'tea' }, null, 1)).toBeNull()
    expect((await channels.access({ name: 'gRÖßE' }, null, 1))?.channel.id).toBe(id)
    const free = await addChannel(store(), 'tea')
    const both = [refusalOf(channels.rename(id, 'water')), refusalOf(channels.rename(free.id, 'Water'))]
    expect((await Promise.all(both)).toSorted()).toEqual(['channel-name-taken', 'not refused'])
  })

  it('lists the channels that wait for an invited user, oldest invitation first', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const { channels } = store()
    const made = []
    for (const [index, name] of ['late', 'early', 'closed', 'joined'].entries()) {
      const channel = await addChannel(store(), name, { owner: john.id, kind: 'private' })
      await channels.addInvitation(channel.id, mary.id, { by: john.id, at: 100 - index })
      made.push(channel)
    }
    await channels.archive(made[2]?.id ?? newId('c'), 5)
    await store().memberships.add(made[3]?.id ?? newId('c'), mary.id, joining)
    expect((await channels.invitations(mary.id)).map(({ name }) => name)).toEqual(['early', 'late'])
    expect((await channels.invitations(mary.id))[1]).toEqual(made[0])
    expect(await channels.invitations(john.id)).toEqual([])
  })

  it('remembers invitations until the invited one joins', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const { id } = await addChannel(store(), 'club', { owner: john.id, kind: 'private' })
    const invite = () => store().channels.addInvitation(id, mary.id, { by: john.id, at: 2 })
    expect(await store().channels.isInvited(id, mary.id)).toBe(false)
    await invite()
    await invite()
    expect(await store().channels.isInvited(id, mary.id)).toBe(true)
    await store().memberships.add(id, mary.id, joining)
    expect(await store().channels.isInvited(id, mary.id)).toBe(false)
  })

  it('keeps a direct channel readable when a guest in it is gone', async () => {
    const john = await addUser(store(), 'john')
    const guest = await addGuest(store(), 'passer-by')
    const { channel } = await store().channels.openDirect([john, guest], { id: newId('c'), at: 1 })
    await say(store(), channel, guest, 'psst')
    await store().users.removeGuest(guest.id)
    const [unread] = await store().memberships.unread(john.id)
    expect(unread).toMatchObject({ unread: 1, channel: { kind: 'direct' } })
    expect(unread?.channel.between?.map(({ name }) => name)).toContain('passer-by')
  })
}
