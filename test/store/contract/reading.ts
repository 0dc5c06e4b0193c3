/** The contract of what has been read: by position and by time. */
import { expect, it } from 'vitest'
import type { ChannelId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, newId, refusalOf } from '../support.ts'

export function readingContract(store: () => OpenStore): void {
  /** Messages of mary's at these times, and john who reads them. */
  async function scene(times: readonly number[]) {
    const { id: channel } = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john', { channels: [channel] })
    const mary = await addUser(store(), 'mary', { channels: [channel] })
    const sent = []
    for (const sentAt of times)
      sent.push((await store().messages.append(messageOf(channel, mary, { sentAt }))).message)
    const { memberships } = store()
    const read = async () => {
      const [own] = await memberships.ofUser(john.id)
      return [own?.membership.readPosition, own?.membership.readAt]
    }
    const markAt = async (readAt: number) => (await memberships.markReadAt(john.id, channel, readAt)).readAt
    const mark = (position: number) => memberships.markRead(john.id, [{ channel, position }])
    return { channel, john, sent, read, markAt, mark }
  }

  it('moves a read time forth, never back, and the position with it (rule D12)', async () => {
    const { read, markAt } = await scene([100, 200, 200, 300])
    expect(await read()).toEqual([0, null])
    expect(await markAt(50)).toBe(50)
    expect(await read()).toEqual([0, 50])
    expect(await markAt(200)).toBe(200)
    expect(await read()).toEqual([3, 200])
    expect(await markAt(100)).toBe(200)
    expect(await read()).toEqual([3, 200])
    expect(await markAt(900)).toBe(900)
    expect(await read()).toEqual([4, 900])
    expect(await store().memberships.unread((await store().users.byName('john'))?.id ?? newId('u'))).toEqual(
      [],
    )
  })

  it('moves the read time when a position is marked, and no position back by a time', async () => {
    const { read, markAt, mark } = await scene([100, 200, 300])
    await mark(2)
    expect(await read()).toEqual([2, 200])
    expect(await markAt(150)).toBe(200)
    expect(await markAt(250)).toBe(250)
    expect(await read()).toEqual([2, 250])
    await mark(1)
    expect(await read()).toEqual([2, 250])
    await mark(99)
    expect(await read()).toEqual([3, 300])
  })

  it('tells where marking positions moved the read time', async () => {
    const { channel, john, mark, markAt, sent } = await scene([100, 200, 300])
    const [answer, ...more] = await mark(2)
    expect(answer).toMatchObject({ channel: { id: channel, name: 'general' }, readAt: 200 })
    expect(more).toEqual([])
    expect([await mark(2), await mark(1)]).toEqual([[], []])
    await markAt(900)
    expect(await mark(3)).toEqual([])
    await store().messages.edit(sent[0]?.id ?? newId('m'), { text: 'ONE', at: 950 })
    expect(await mark(4)).toEqual([])
    expect(await store().memberships.markRead(john.id, [])).toEqual([])
    expect(await store().memberships.markRead(john.id, [{ channel: newId('c'), position: 1 }])).toEqual([])
  })

  it('never moves a read time back by a position whose message is older', async () => {
    const { read, markAt, mark } = await scene([100, 200])
    expect(await markAt(150)).toBe(150)
    await mark(1)
    expect(await read()).toEqual([1, 150])
    expect(await markAt(5000)).toBe(5000)
    await mark(2)
    expect(await read()).toEqual([2, 5000])
  })

  it('counts messages that crossed each other on the way in as read by their time', async () => {
    const { read, markAt } = await scene([100, 102, 101])
    await markAt(102)
    expect(await read()).toEqual([3, 102])
  })

  it('reads up to a position that an edit has taken', async () => {
    const { read, mark, sent } = await scene([100, 200])
    await store().messages.edit(sent[0]?.id ?? newId('m'), { text: 'ONE', at: 900 })
    await mark(3)
    expect(await read()).toEqual([3, 200])
  })

  it('keeps the latest of several times marked at once', async () => {
    const { read, markAt } = await scene([100, 200, 300])
    const answers = await Promise.all([markAt(300), markAt(100), markAt(200)])
    expect(Math.max(...answers)).toBe(300)
    expect(await read()).toEqual([3, 300])
  })

  it('takes times in an empty channel, refuses them outside, and marks positions nowhere in silence', async () => {
    const { john, channel, markAt, read, mark } = await scene([])
    await mark(5)
    expect(await read()).toEqual([0, null])
    expect(await markAt(70)).toBe(70)
    expect(await read()).toEqual([0, 70])
    await store().memberships.remove(channel, john.id)
    expect(await refusalOf(markAt(80))).toBe('not-a-member')
    expect(await refusalOf(store().memberships.markReadAt(john.id, newId<ChannelId>('c'), 1))).toBe(
      'not-a-member',
    )
  })
}
