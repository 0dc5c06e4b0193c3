/** The contract of history between two places, of conversations by time, and of reactions. */
import { expect, it } from 'vitest'
import type { HistoryPoint, HistoryRange } from '../../../src/core/store-port.ts'
import type { ChannelId, MessageId, User } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addGuest, addUser, messageOf, newId, refusalOf } from '../support.ts'

const at = (time: number): HistoryPoint => ({ at: time })
const place = (position: number): HistoryPoint => ({ position })

export function rangesContract(store: () => OpenStore): void {
  /** Messages at these times, named by their position; answers what a range tells of them. */
  async function scene(times: readonly number[]) {
    const { id: channel } = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john', { channels: [channel] })
    const sent = []
    for (const [index, sentAt] of times.entries()) {
      const given = { sentAt, text: `${index + 1}` }
      sent.push((await store().messages.append(messageOf(channel, john, given))).message)
    }
    const told = async (asked: Partial<HistoryRange>) => {
      const whole = { channel, after: null, before: null, keep: 'oldest', limit: 10 } as const
      return (await store().messages.range({ ...whole, spokenOnly: true, ...asked }))
        .map(({ text }) => text)
        .join(' ')
    }
    return { channel, john, sent, told }
  }

  it('tells what was said between two messages or times, neither included, oldest first', async () => {
    const { told } = await scene([10, 20, 30, 40, 50])
    expect(await told({})).toBe('1 2 3 4 5')
    expect(await told({ after: place(1), before: place(4) })).toBe('2 3')
    expect(await told({ after: at(10), before: at(40) })).toBe('2 3')
    expect(await told({ after: at(15), before: at(41) })).toBe('2 3 4')
    expect(await told({ after: place(2), before: at(50) })).toBe('3 4')
    expect(await told({ after: at(5), before: place(3) })).toBe('1 2')
    expect(await told({ after: at(50) })).toBe('')
    expect(await told({ before: at(10) })).toBe('')
    expect(await told({ after: place(4), before: place(2) })).toBe('')
    expect(await told({ channel: newId<ChannelId>('c') })).toBe('')
  })

  it('keeps the end asked for when there is too much', async () => {
    const { told } = await scene([10, 20, 30, 40, 50])
    expect(await told({ limit: 2 })).toBe('1 2')
    expect(await told({ limit: 2, keep: 'newest' })).toBe('4 5')
    expect(await told({ after: at(10), limit: 2 })).toBe('2 3')
    expect(await told({ before: at(50), limit: 2, keep: 'newest' })).toBe('3 4')
    expect(await told({ after: place(1), before: place(5), limit: 1, keep: 'newest' })).toBe('4')
  })

  it('parts messages of the same millisecond by position', async () => {
    const { told } = await scene([10, 20, 20, 20, 30])
    expect(await told({ after: at(20) })).toBe('5')
    expect(await told({ before: at(20) })).toBe('1')
    expect(await told({ after: at(19), before: at(21) })).toBe('2 3 4')
    expect(await told({ after: place(3), before: at(30) })).toBe('4')
    expect(await told({ after: place(2), limit: 2 })).toBe('3 4')
  })

  it('loses nothing between pages when messages crossed each other on the way in', async () => {
    const { told } = await scene([10, 21, 20, 30])
    expect(await told({ after: at(20) })).toBe('4')
    expect(await told({ after: at(10), limit: 1 })).toBe('2')
    expect(await told({ after: at(21) })).toBe('3 4')
    expect(await told({ after: place(2) })).toBe('3 4')
  })

  it('leaves deleted messages out, but not their place', async () => {
    const { told, sent } = await scene([10, 20, 30])
    await store().messages.remove(sent[1]?.id ?? newId('m'), 90)
    expect(await told({})).toBe('1 3')
    expect(await told({ after: at(20) })).toBe('3')
    expect(await told({ before: place(2) })).toBe('1')
    expect(await told({ limit: 2, keep: 'newest' })).toBe('1 3')
  })

  it('tells changes of the topic and kept tags only to those who ask for them', async () => {
    const { channel, john, told } = await scene([10])
    const { messages } = store()
    const { id } = await addUser(store(), 'mary')
    const join = { role: 'member', ifEmpty: 'member', at: 1, channelsPerUser: 9 } as const
    await store().memberships.add(channel, id, join)
    for (const [text, kind] of [
      ['topic', 'topic'],
      ['', 'tags'],
      ['spoken', 'notice'],
      ['another topic', 'topic'],
    ] as const)
      await messages.append(messageOf(channel, john, { kind, text, sentAt: 50 }))
    expect(await told({ after: at(10) })).toBe('spoken')
    expect(await told({ after: at(10), spokenOnly: false })).toBe('topic  spoken another topic')
    expect(await told({ limit: 2, keep: 'newest' })).toBe('1 spoken')
    expect(await messages.history({ channel, before: null, limit: 9 })).toHaveLength(2)
    expect((await messages.changedSince(channel, 0, 9)).changes).toHaveLength(5)
    expect((await messages.latestBy(channel, john.id))?.text).toBe('spoken')
    const search = { user: john.id, channel: null, limit: 9 }
    expect(await messages.search({ ...search, text: 'topic' })).toEqual([])
    expect(await messages.search({ ...search, text: 'spoken' })).toHaveLength(1)
    await messages.append(messageOf(channel, john, { kind: 'topic', text: 'late', sentAt: 90 }))
    const latest = await messages.latestOfChannels(john.id, { after: 0, before: 100, limit: 9 })
    expect(latest.map(({ latestAt }) => latestAt)).toEqual([50])
    expect(await store().memberships.unread(id)).toMatchObject([{ unread: 1, firstUnreadAt: 50 }])
  })

  it('keeps who an author was then, and the tags a program gave', async () => {
    const { channel, john } = await scene([])
    const tags = { 'draft/react': '👍', 'x.org/"quote"': 'a\\b', ['__proto__']: 'no' }
    const author = { id: john.id, name: 'johnny', account: 'john', userhost: 'j@user/john' }
    const { message } = await store().messages.append(messageOf(channel, author, { tags, kind: 'notice' }))
    expect(message).toMatchObject({ author, tags, kind: 'notice' })
    expect(await store().messages.byId(message.id)).toEqual(message)
    const guest = await addGuest(store(), 'guest-1', [channel])
    const theirs = (await store().messages.append(messageOf(channel, guest))).message
    expect(theirs.author).toEqual({ id: guest.id, name: 'guest-1', account: null, userhost: guest.userhost })
    const page = await store().messages.history({ channel, before: null, limit: 9 })
    expect(page).toEqual([message, theirs])
    expect(await store().messages.edit(message.id, { text: 'x', at: 9 })).toMatchObject({ author, tags })
  })

  it('lists a user’s channels by their newest message, when it lies between two times', async () => {
    const { channel: general, john } = await scene([10, 20])
    const mary = await addUser(store(), 'mary')
    const [quiet, elsewhere, late] = [
      await addChannel(store(), 'quiet', { owner: john.id }),
      await addChannel(store(), 'elsewhere'),
      await addChannel(store(), 'late', { owner: john.id }),
    ]
    const { channel: direct } = await store().channels.openDirect([john, mary], { id: newId('c'), at: 1 })
    const append = async (channel: ChannelId, sentAt: number) =>
      (await store().messages.append(messageOf(channel, mary, { sentAt }))).message
    await append(direct.id, 15)
    await append(elsewhere.id, 16)
    await append(late.id, 12)
    const gone = await append(late.id, 40)
    const listed = async (after: number, before: number, limit = 10) => {
      const found = await store().messages.latestOfChannels(john.id, { after, before, limit })
      return found.map(({ channel, latestAt }) => `${channel.name} ${latestAt}`)
    }
    expect(await listed(0, 100)).toEqual([' 15', 'general 20', 'late 40'])
    expect(await listed(0, 40)).toEqual([' 15', 'general 20'])
    expect(await listed(15, 100)).toEqual(['general 20', 'late 40'])
    expect(await listed(0, 100, 1)).toEqual([' 15'])
    await store().messages.remove(gone.id, 90)
    expect(await listed(0, 100)).toEqual(['late 12', ' 15', 'general 20'])
    await store().memberships.remove(general, john.id)
    expect(await listed(0, 100)).not.toContain('general 20')
    expect(quiet.lastPosition).toBe(0)
  })

  it('keeps a reaction once per message and user, until it is taken back', async () => {
    const { john, sent } = await scene([10, 20])
    const mary = await addUser(store(), 'mary')
    const { messages } = store()
    const [one, two] = sent.map(({ id }) => id)
    const thumb = { message: one ?? newId<MessageId>('m'), author: john, reaction: '👍', at: 30 }
    const add = (reaction: typeof thumb) => messages.addReaction(reaction, 20)
    const both = await Promise.all([add(thumb), add(thumb)])
    expect(both).toEqual([3, null])
    expect(await add({ ...thumb, reaction: '👎' })).toBe(4)
    expect(await add({ ...thumb, author: mary })).toBe(5)
    expect(await add({ ...thumb, message: two ?? newId<MessageId>('m') })).toBe(6)
    expect(await messages.removeReaction(thumb)).toBe(7)
    expect(await messages.removeReaction(thumb)).toBeNull()
    expect(await messages.removeReaction({ ...thumb, author: mary })).toBe(8)
    expect(await add(thumb)).toBe(9)
  })

  it('takes so many different signs of one person to one message, and no more', async () => {
    const { john, sent } = await scene([10, 20])
    const mary = await addUser(store(), 'mary')
    const { messages } = store()
    const [one, two] = sent.map(({ id }) => id)
    const put = (reaction: string, given: { message?: MessageId | undefined; author?: User } = {}) => {
      const { message = one, author = john } = given
      return refusalOf(messages.addReaction({ message: message ?? newId('m'), author, reaction, at: 30 }, 3))
    }
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((sign) => put(sign)))
    expect(await put('f')).toBe('too-many-entries')
    expect([await put('a'), await put('f', { author: mary }), await put('f', { message: two })]).toEqual([
      'not refused',
      'not refused',
      'not refused',
    ])
    await messages.removeReaction({ message: one ?? newId('m'), author: john, reaction: 'a', at: 40 })
    expect([await put('f'), await put('a')]).toEqual(['not refused', 'too-many-entries'])
  })
}
