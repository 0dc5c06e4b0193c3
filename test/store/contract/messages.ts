/** The contract of `messages`, but for search. */
import { expect, it } from 'vitest'
import type { ChannelId, Message, MessageId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, newId, refusalOf, say } from '../support.ts'

export function messagesContract(store: () => OpenStore): void {
  async function scene() {
    const channel = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john', { channels: [channel.id] })
    return { channel, john }
  }

  it('stores a message and answers it as it will be read', async () => {
    const { channel, john } = await scene()
    const first = await say(store(), channel, john, 'first')
    const made = messageOf(channel.id, john, { kind: 'action', text: 'waves\nø 👋', replyTo: first.id })
    const { message, fresh } = await store().messages.append(made)
    expect(fresh).toBe(true)
    expect(message).toMatchObject({ position: 2, changedPosition: 2, kind: 'action', replyTo: first.id })
    expect(await store().messages.byId(made.id)).toEqual(message)
    expect(await store().messages.byId(newId<MessageId>('m'))).toBeNull()
    expect(await store().messages.count()).toBe(2)
  })

  it('gives gapless positions to 200 messages sent at once, and stores a repeated tag once', async () => {
    const { john } = await scene()
    const mary = await addUser(store(), 'mary')
    const channels = await Promise.all(['a', 'b', 'c'].map((name) => addChannel(store(), name)))
    const wanted = Array.from({ length: 200 }, (_, index) => {
      const channel = channels[index % 3]?.id ?? newId<ChannelId>('c')
      const clientTag = index % 4 === 0 ? `tag ${Math.floor(index / 40)}` : null
      return messageOf(channel, index % 8 < 4 ? john : mary, { text: `number ${index}`, clientTag })
    })
    const order: Message[] = []
    const answers = await Promise.all(
      wanted.map(async (message) => {
        const answer = await store().messages.append(message)
        if (answer.fresh) order.push(answer.message)
        return answer
      }),
    )
    const tags = new Set(
      wanted.filter((one) => one.clientTag !== null).map((one) => one.author.id + one.clientTag),
    )
    const plain = wanted.filter((one) => one.clientTag === null)
    expect(answers.filter(({ fresh }) => fresh)).toHaveLength(tags.size + plain.length)
    for (const { id } of channels) {
      const positions = order.filter((message) => message.channel === id).map(({ position }) => position)
      expect(positions).toEqual(Array.from(positions, (_, index) => index + 1))
      expect((await store().channels.access({ id }, null, 1))?.channel.lastPosition).toBe(positions.length)
    }
  })

  it('stores several at once in their order, between what others say, and they are found; none of them where there is no channel', async () => {
    const { channel, john } = await scene()
    const mary = await addUser(store(), 'mary', { channels: [channel.id] })
    const many = (from: number) =>
      Array.from({ length: 20 }, (_, index) =>
        messageOf(channel.id, john, { kind: 'notice', text: `together ${from + index}` }),
      )
    const [first, hers, second] = await Promise.all([
      store().messages.appendTogether(many(0)),
      say(store(), channel, mary, 'in between'),
      store().messages.appendTogether(many(20)),
    ])
    const all = [...first, ...second].map(({ message }) => message)
    expect(all.map(({ text }) => text)).toEqual(Array.from(all, (_, index) => `together ${index}`))
    const positions = [...all, hers].map(({ position }) => position)
    expect(positions.toSorted((a, b) => a - b)).toEqual(Array.from(positions, (_, index) => index + 1))
    expect(all.map(({ position }) => position)).toEqual(
      all.map(({ position }) => position).toSorted((a, b) => a - b),
    )
    for (const message of all) expect(await store().messages.byId(message.id)).toEqual(message)
    const found = await store().messages.search({
      text: 'gether 17',
      user: john.id,
      channel: null,
      limit: 50,
    })
    expect(found.map(({ message }) => message.text)).toEqual(['together 17'])
    expect((await store().channels.access({ id: channel.id }, null, 1))?.channel.lastPosition).toBe(41)
    const nowhere = newId<ChannelId>('c')
    const lost = [messageOf(nowhere, john, { text: 'a' }), messageOf(nowhere, john, { text: 'b' })]
    expect(await refusalOf(store().messages.appendTogether(lost))).toBe('no-such-channel')
    expect(await store().messages.appendTogether([])).toEqual([])
    expect(await store().messages.count()).toBe(41)
  })

  it('answers a repeated tag with the first message among several stored at once, and stores the others without a gap (rule D7)', async () => {
    const { channel, john } = await scene()
    const elsewhere = await addChannel(store(), 'elsewhere')
    const mary = await addUser(store(), 'mary')
    const tagged = (clientTag: string | null, text: string, author = john) =>
      messageOf(channel.id, author, { text, clientTag })
    const before = await store().messages.append(messageOf(elsewhere.id, john, { clientTag: 'before' }))
    await store().messages.append(tagged('b', 'hers', mary))
    const said = [
      tagged('a', 'one'),
      tagged('before', 'not stored'),
      tagged(null, 'two'),
      tagged('a', 'not stored'),
      tagged('A', 'three'),
      tagged('a ', 'four'),
      tagged('b', 'five'),
    ]
    const answers = await store().messages.appendTogether(said)
    expect(answers.map(({ fresh }) => fresh)).toEqual([true, false, true, false, true, true, true])
    expect(answers[1]?.message).toEqual(before.message)
    expect(answers[3]?.message).toEqual(answers[0]?.message)
    const stored = answers.filter(({ fresh }) => fresh).map(({ message }) => message)
    expect(stored.map(({ text, position }) => `${position} ${text}`)).toEqual([
      '2 one',
      '3 two',
      '4 three',
      '5 four',
      '6 five',
    ])
    for (const message of stored) expect(await store().messages.byId(message.id)).toEqual(message)
    const again = await store().messages.appendTogether([
      tagged('a', 'not stored'),
      tagged('b', 'not stored'),
    ])
    expect(again).toEqual([answers[0], answers[6]].map((answer) => ({ ...answer, fresh: false })))
    expect((await store().messages.append(tagged('A', 'not stored'))).message.text).toBe('three')
    expect((await store().channels.access({ id: channel.id }, null, 1))?.channel.lastPosition).toBe(6)
    const query = { text: 'not stored', user: john.id, channel: null, limit: 9 }
    expect(await store().messages.search(query)).toEqual([])
  })

  it('stores each tag once when several volleys, and single messages, have it at once', async () => {
    const { channel, john } = await scene()
    const other = await addChannel(store(), 'other')
    const tags = Array.from({ length: 30 }, (_, index) => `t${index}`)
    const volley = (to: typeof channel) =>
      store().messages.appendTogether(tags.map((clientTag) => messageOf(to.id, john, { clientTag })))
    const single = (clientTag: string) => store().messages.append(messageOf(channel.id, john, { clientTag }))
    const asked = [
      volley(channel),
      Promise.all(tags.toReversed().map(single)),
      volley(other),
      volley(channel),
    ]
    const answers = (await Promise.all(asked)).flat()
    expect(answers.filter(({ fresh }) => fresh)).toHaveLength(30)
    expect(new Set(answers.map(({ message }) => message.id)).size).toBe(30)
    for (const { id } of [channel, other]) {
      const kept = await store().messages.history({ channel: id, before: null, limit: 100 })
      expect(kept.map(({ position }) => position)).toEqual(kept.map((_, index) => index + 1))
      expect((await store().channels.access({ id }, null, 1))?.channel.lastPosition).toBe(kept.length)
    }
  })

  it('stores none of several when one cannot be, and harms no neighbour', async () => {
    const { channel, john } = await scene()
    const taken = await say(store(), channel, john, 'first')
    const bad = [messageOf(channel.id, john), { ...messageOf(channel.id, john), id: taken.id }]
    const [refused, good] = await Promise.all([
      refusalOf(store().messages.appendTogether(bad)),
      store().messages.appendTogether([messageOf(channel.id, john), messageOf(channel.id, john)]),
    ])
    expect(refused).not.toBe('not refused')
    expect(good.map(({ message }) => message.position)).toEqual([2, 3])
    expect((await store().channels.access({ id: channel.id }, null, 1))?.channel.lastPosition).toBe(3)
    expect(await store().messages.count()).toBe(3)
  })

  it('answers a repeated tag with the first message, per author, also within one batch (rule D7)', async () => {
    const { channel, john } = await scene()
    const mary = await addUser(store(), 'mary')
    const tagged = (author: typeof john, text: string) =>
      store().messages.append(messageOf(channel.id, author, { text, clientTag: 't' }))
    const [one, two, hers] = await Promise.all([
      tagged(john, 'one'),
      tagged(john, 'two'),
      tagged(mary, 'hers'),
    ])
    expect([one.fresh, two.fresh, hers.fresh]).toEqual([true, false, true])
    expect(two.message).toEqual(one.message)
    await store().messages.edit(one.message.id, { text: 'edited', at: 9 })
    expect((await tagged(john, 'three')).message.text).toBe('edited')
    expect((await tagged(john, 'three')).fresh).toBe(false)
    expect(hers.message.position).toBe(2)
  })

  it('takes the same message twice, id and tag alike, as one', async () => {
    const { channel, john } = await scene()
    const message = messageOf(channel.id, john, { clientTag: 'again' })
    const answers = await Promise.all([store().messages.append(message), store().messages.append(message)])
    expect(answers.map(({ fresh }) => fresh)).toEqual([true, false])
    expect((await say(store(), channel, john, 'next')).position).toBe(2)
  })

  it('lets one message fail without harming those beside it', async () => {
    const { channel, john } = await scene()
    const nowhere = messageOf(newId<ChannelId>('c'), john)
    const dangling = messageOf(channel.id, john, { replyTo: newId<MessageId>('m') })
    const good = [messageOf(channel.id, john), messageOf(channel.id, john), messageOf(channel.id, john)]
    const answers = await Promise.allSettled(
      [good[0], nowhere, good[1], dangling, good[2]].flatMap((message) =>
        message === undefined ? [] : [store().messages.append(message)],
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(await refusalOf(store().messages.append(nowhere))).toBe('no-such-channel')
    const kept = await store().messages.history({ channel: channel.id, before: null, limit: 10 })
    expect(kept.map(({ position }) => position)).toEqual([1, 2, 3])
  })

  it('edits and removes under new positions, in line with what is sent meanwhile', async () => {
    const { channel, john } = await scene()
    const { messages } = store()
    const one = await say(store(), channel, john, 'one')
    const [edited, two, removed] = await Promise.all([
      messages.edit(one.id, { text: 'ONE', at: 50 }),
      say(store(), channel, john, 'two'),
      messages.remove(one.id, 60),
    ])
    expect(edited).toMatchObject({
      position: 1,
      changedPosition: 2,
      text: 'ONE',
      editedAt: 50,
      deletedAt: null,
    })
    expect(two.position).toBe(3)
    expect(removed).toMatchObject({ position: 1, changedPosition: 4, text: '', deletedAt: 60 })
    expect(await messages.edit(one.id, { text: 'x', at: 70 })).toBeNull()
    expect(await messages.remove(one.id, 70)).toBeNull()
    expect(await messages.edit(newId<MessageId>('m'), { text: 'x', at: 70 })).toBeNull()
    expect((await store().channels.access({ id: channel.id }, null, 1))?.channel.lastPosition).toBe(4)
  })

  it('pages through history, oldest first within a page, without deleted ones', async () => {
    const { channel, john } = await scene()
    const sent = []
    for (let index = 1; index <= 7; index += 1) sent.push(await say(store(), channel, john, `${index}`))
    await store().messages.remove(sent[4]?.id ?? newId('m'), 9)
    const page = async (before: number | null) => {
      const found = await store().messages.history({ channel: channel.id, before, limit: 3 })
      return found.map(({ text }) => text)
    }
    expect(await page(null)).toEqual(['4', '6', '7'])
    expect(await page(4)).toEqual(['1', '2', '3'])
    expect(await page(1)).toEqual([])
  })

  it('tells what changed after a position, in the order of the changes', async () => {
    const { channel, john } = await scene()
    const [one, two] = [await say(store(), channel, john, 'one'), await say(store(), channel, john, 'two')]
    await store().messages.remove(two.id, 8)
    await store().messages.edit(one.id, { text: 'ONE', at: 9 })
    const since = async (position: number, limit = 10) =>
      (await store().messages.changedSince(channel.id, position, limit)).changes.map((change) =>
        change.kind === 'message' ? `${change.message.position}:${change.message.text}` : change.kind,
      )
    expect(await since(0)).toEqual(['2:', '1:ONE'])
    expect(await since(3)).toEqual(['1:ONE'])
    expect(await since(0, 1)).toEqual(['2:'])
    expect(await since(4)).toEqual([])
  })

  it('finds the newest message of an author in a channel that is not deleted', async () => {
    const { channel, john } = await scene()
    const mary = await addUser(store(), 'mary')
    const mine = await say(store(), channel, john, 'mine')
    const gone = await say(store(), channel, john, 'gone')
    await say(store(), channel, mary, 'hers')
    await store().messages.remove(gone.id, 9)
    expect(await store().messages.latestBy(channel.id, john.id)).toEqual(mine)
    expect(await store().messages.latestBy(newId<ChannelId>('c'), john.id)).toBeNull()
  })
}
