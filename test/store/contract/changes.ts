/** The contract of what changed after a position, and of the signs that messages are read with. */
import { expect, it } from 'vitest'
import type { Change, Message, MessageId, Person } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, newId, refusalOf, say } from '../support.ts'

export function changesContract(store: () => OpenStore): void {
  async function scene() {
    const channel = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john', { channels: [channel.id] })
    const mary = await addUser(store(), 'mary', { channels: [channel.id] })
    const put = (author: Person, { id: message }: Message, reaction = '👍', at = 30) =>
      store().messages.addReaction({ message, author, reaction, at }, 20)
    const take = (author: Person, { id: message }: Message, reaction = '👍', at = 40) =>
      store().messages.removeReaction({ message, author, reaction, at })
    const since = async (position: number, limit = 10) => {
      const found = await store().messages.changedSince(channel.id, position, limit)
      return [...found.changes.map(told), `up to ${found.position}`]
    }
    return { channel, john, mary, put, take, since }
  }

  it('tells messages and signs in one order, each thing in its newest form', async () => {
    const { channel, john, mary, put, take, since } = await scene()
    const one = await say(store(), channel, john, 'one')
    await put(mary, one)
    const two = await say(store(), channel, mary, 'two')
    await put(john, two)
    await put(john, one)
    await take(mary, one)
    await store().messages.edit(one.id, { text: 'ONE', at: 50 })
    await put(mary, two, 'ok')
    expect(await since(0)).toEqual([
      '3 two',
      '4 john +👍',
      '5 john +👍',
      '6 mary -👍',
      '7 ONE',
      '8 mary +ok',
      'up to 8',
    ])
    expect(await since(5)).toEqual(['6 mary -👍', '7 ONE', '8 mary +ok', 'up to 8'])
    expect(await since(8)).toEqual(['up to 8'])
    expect(await since(99)).toEqual(['up to 8'])
    expect((await store().messages.changedSince(newId('c'), 0, 9)).changes).toEqual([])
  })

  it('answers pages that join without a gap and without anything twice', async () => {
    const { channel, john, mary, put, since } = await scene()
    for (let index = 0; index < 5; index += 1) {
      const message = await say(store(), channel, john, `text ${index}`)
      await put(mary, message, `sign ${index}`)
    }
    const all = (await since(0, 99)).slice(0, -1)
    expect(all).toHaveLength(10)
    for (const limit of [1, 2, 3, 7, 10]) {
      const pages: string[] = []
      let position = 0
      while (position < 10) {
        const page = await store().messages.changedSince(channel.id, position, limit)
        pages.push(...page.changes.map(told))
        expect(page.position).toBeGreaterThan(position)
        position = page.position
      }
      expect(pages).toEqual(all)
    }
  })

  it('answers nothing beyond a place it does not answer up to, whatever is stored meanwhile', async () => {
    const { channel, john, mary, put } = await scene()
    const first = await say(store(), channel, john, 'first')
    const storing = Array.from({ length: 60 }, async (_, index) => {
      if (index % 2 === 0) return say(store(), channel, john, `text ${index}`)
      return put(mary, first, `sign ${index % 15}`)
    })
    const seen = new Set<number>()
    let position = 0
    /** Answers whether there was anything. */
    const read = async () => {
      const page = await store().messages.changedSince(channel.id, position, 7)
      for (const change of page.changes) {
        expect(change.position).toBeGreaterThan(position)
        expect(change.position).toBeLessThanOrEqual(page.position)
        seen.add(change.position)
      }
      position = page.position
      return page.changes.length > 0
    }
    for (let reads = 0; reads < 20; reads += 1) await read()
    await Promise.all(storing)
    const last = (await store().channels.access({ id: channel.id }, null, 1))?.channel.lastPosition ?? 0
    while (await read()) expect(position).toBeLessThanOrEqual(last)
    expect(position).toBe(last)
    const all = await store().messages.changedSince(channel.id, 0, 999)
    expect([...seen].toSorted((a, b) => a - b)).toEqual(all.changes.map((change) => change.position))
    expect(last).toBe(all.changes.length)
  })

  it('keeps one sign per message and user through taking back and putting again', async () => {
    const { channel, john, put, take, since } = await scene()
    const one = await say(store(), channel, john, 'one')
    expect(await put(john, one)).toBe(2)
    expect(await put(john, one)).toBeNull()
    expect(await take(john, one)).toBe(3)
    expect(await take(john, one)).toBeNull()
    expect(await since(1)).toEqual(['3 john -👍', 'up to 3'])
    expect(await put(john, one, '👍', 70)).toBe(4)
    expect(await since(1)).toEqual(['4 john +👍', 'up to 4'])
    const { changes } = await store().messages.changedSince(channel.id, 1, 9)
    const { id, name, account, userhost } = john
    const author = { id, name, account, userhost }
    const change = {
      kind: 'reaction',
      position: 4,
      message: one.id,
      author,
      reaction: '👍',
      added: true,
      at: 70,
    }
    expect(changes).toEqual([change])
  })

  it('keeps what is pinned, the latest first, and tells of it in the same order', async () => {
    const { channel, john, mary, put, since } = await scene()
    const { messages } = store()
    const [one, two] = [await say(store(), channel, john, 'one'), await say(store(), channel, john, 'two')]
    const both = [messages.pin(by(john, one, 5), 2), messages.pin(by(mary, one, 6), 2)]
    expect(await Promise.all(both)).toEqual([3, null])
    expect(await messages.pin(by(mary, two, 7), 2)).toBe(4)
    await put(mary, one)
    const pinned = await messages.pinned(channel.id)
    expect(pinned.map(({ message, by: { name }, at }) => [message.text, name, at])).toEqual([
      ['two', 'mary', 7],
      ['one', 'john', 5],
    ])
    expect(pinned.map(({ message }) => signs(message))).toEqual([[], ['👍 mary']])
    const three = await say(store(), channel, john, 'three')
    expect(await refusalOf(messages.pin(by(john, three, 8), 2))).toBe('too-many-entries')
    expect(await messages.pin(by(john, two, 8), 2)).toBeNull()
    expect(await messages.unpin(by(john, two, 9))).toBe(7)
    expect(await messages.unpin(by(john, two, 9))).toBeNull()
    expect(await messages.pin(by(john, three, 10), 2)).toBe(8)
    await messages.remove(one.id, 11)
    expect(await refusalOf(messages.pin(by(john, one, 12), 2))).toBe('no-such-message')
    expect((await messages.pinned(channel.id)).map(({ message }) => message.text)).toEqual(['three'])
    const topic = (await messages.append(messageOf(channel.id, john, { kind: 'topic', text: 'tea' }))).message
    expect(await refusalOf(messages.pin(by(john, topic, 13), 2))).toBe('no-such-message')
    expect(await since(2)).toEqual([
      '3 john pinned',
      '5 mary +👍',
      '6 three',
      '7 john let go',
      '8 john pinned',
      '9 ',
      '10 tea',
      'up to 10',
    ])
  })

  it('takes no sign for what is not there', async () => {
    const { channel, john, put, take } = await scene()
    const one = await say(store(), channel, john, 'one')
    await store().messages.remove(one.id, 9)
    expect(await refusalOf(put(john, one))).toBe('no-such-message')
    expect(await refusalOf(put(john, { ...one, id: newId<MessageId>('m') }))).toBe('no-such-message')
    expect(await take(john, one)).toBeNull()
    expect((await store().channels.access({ id: channel.id }, null, 1))?.channel.lastPosition).toBe(2)
  })

  it('reads messages with their signs, in the order of first use, wherever they are read', async () => {
    const { channel, john, mary, put, take } = await scene()
    const { messages } = store()
    const made = messageOf(channel.id, john, { text: 'signed', clientTag: 'once' })
    const { message: one } = await messages.append(made)
    const two = await say(store(), channel, john, 'unsigned')
    expect([one.reactions, two.reactions]).toEqual([[], []])
    await put(mary, one, 'b')
    await put(john, one, 'a')
    await put(john, one, 'b')
    await put(john, one, 'c')
    await take(john, one, 'c')
    const wanted = ['b mary,john', 'a john']
    const ends = { after: null, before: null, spokenOnly: true, keep: 'oldest', limit: 9 } as const
    const pages = [
      await messages.history({ channel: channel.id, before: null, limit: 9 }),
      await messages.range({ channel: channel.id, ...ends }),
    ]
    for (const page of pages) expect(page.map(signs)).toEqual([wanted, []])
    expect(signs(await messages.byId(one.id))).toEqual(wanted)
    expect(signs((await messages.append(made)).message)).toEqual(wanted)
    const found = await messages.search({ user: john.id, text: 'signed', channel: null, limit: 9 })
    expect(found.map(({ message }) => signs(message))).toEqual([[], wanted])
    expect(signs(await messages.edit(one.id, { text: 'changed', at: 60 }))).toEqual(wanted)
    const { changes } = await messages.changedSince(channel.id, 7, 9)
    expect(changes.map((change) => change.kind === 'message' && signs(change.message))).toEqual([wanted])
    await take(mary, one, 'b')
    expect(signs(await messages.byId(one.id))).toEqual(['a john', 'b john'])
    expect(signs(await messages.remove(one.id, 70))).toEqual([])
    expect(signs(await messages.byId(one.id))).toEqual([])
  })
}

function told(change: Change): string {
  if (change.kind === 'message') return `${change.position} ${change.message.text}`
  if (change.kind === 'preview')
    return `${change.position} ${change.previews.map(({ url }) => url).join(' ')}`
  if (change.kind === 'pin')
    return `${change.position} ${change.by.name} ${change.pinned ? 'pinned' : 'let go'}`
  return `${change.position} ${change.author.name} ${change.added ? '+' : '-'}${change.reaction}`
}

function signs(message: Message | null | undefined): readonly string[] | undefined {
  return message?.reactions.map(
    ({ reaction, users }) => `${reaction} ${users.map(({ name }) => name).join()}`,
  )
}

function by(person: Person, message: Message, at: number) {
  return { message: message.id, by: person, at }
}
