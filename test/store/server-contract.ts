/** What must hold where several nodes use one database at the same time: run against each kind of database server. */
import { expect, it } from 'vitest'
import type { ChannelId, MessageId, User } from '../../src/core/types.ts'
import type { OpenStore } from '../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, newId, refusalOf } from './support.ts'

/** `open` answers another node's store of the same, emptied database. */
export function severalNodesContract(store: () => OpenStore, open: () => Promise<OpenStore>): void {
  async function withNodes(run: (nodes: readonly OpenStore[]) => Promise<void>): Promise<void> {
    const nodes = [store(), await open(), await open()]
    try {
      await run(nodes)
    } finally {
      await Promise.all(nodes.slice(1).map((node) => node.close()))
    }
  }

  async function scene(): Promise<{ john: User; channels: readonly ChannelId[] }> {
    const john = await addUser(store(), 'john')
    const channels: ChannelId[] = []
    for (let index = 0; index < 5; index += 1)
      channels.push((await addChannel(store(), `tea-${index}`, { owner: john.id })).id)
    return { john, channels }
  }

  it('gives every channel one order without gaps, whichever nodes its messages come from (rule D3)', async () => {
    const { john, channels } = await scene()
    await withNodes(async (nodes) => {
      const sends = Array.from({ length: 300 }, (_, index) => {
        const channel = channels[(index * 7) % channels.length] ?? newId<ChannelId>('c')
        const node = nodes[index % nodes.length] ?? store()
        return node.messages.append(messageOf(channel, john, { text: `message ${index}` }))
      })
      const told = (await Promise.all(sends)).map(({ message }) => message)
      for (const channel of channels) {
        const mine = told.filter((message) => message.channel === channel)
        const positions = mine.map(({ position }) => position).toSorted((one, other) => one - other)
        expect(positions).toEqual(positions.map((_, index) => index + 1))
        const stored = await store().messages.history({ channel, before: null, limit: 300 })
        expect(stored.map(({ id, position }) => [id, position])).toEqual(
          mine
            .toSorted((one, other) => one.position - other.position)
            .map(({ id, position }) => [id, position]),
        )
      }
    })
  })

  it('lets edits, reactions and removals of one node take places between the messages of others', async () => {
    const { john, channels } = await scene()
    const [channel = newId<ChannelId>('c')] = channels
    const { message } = await store().messages.append(messageOf(channel, john))
    await withNodes(async (nodes) => {
      const deeds = nodes.flatMap((node, index) =>
        Array.from({ length: 20 }, async (_, turn) => {
          const at = index * 100 + turn
          await node.messages.append(messageOf(channel, john, { text: `${at}` }))
          await node.messages.edit(message.id, { text: `edited ${at}`, at })
          const reaction = { message: message.id, author: john, reaction: `r${at}`, at }
          await node.messages.addReaction(reaction, 1000)
        }),
      )
      await Promise.all(deeds)
      const access = await store().channels.access({ id: channel }, null, 0)
      expect(access?.channel.lastPosition).toBe(1 + 3 * 20 * 3)
      const { changes, position } = await store().messages.changedSince(channel, 0, 1000)
      expect(position).toBe(access?.channel.lastPosition)
      const places = changes.map((change) => change.position)
      expect(places).toEqual([...new Set(places)].toSorted((one, other) => one - other))
    })
  })

  it('stores a tag once, however many nodes it is sent to at once', async () => {
    const { john, channels } = await scene()
    await withNodes(async (nodes) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const sends = nodes.flatMap((node, index) =>
          channels.map((channel) =>
            node.messages.append(messageOf(channel, john, { clientTag: `tag-${turn}`, text: `${index}` })),
          ),
        )
        const answers = await Promise.all(sends)
        expect(answers.filter(({ fresh }) => fresh)).toHaveLength(1)
        expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1)
      }
    })
  })

  it('stores a tag once, however many volleys of several nodes have it, in whatever channels', async () => {
    const { john, channels } = await scene()
    await withNodes(async (nodes) => {
      for (let turn = 0; turn < 5; turn += 1) {
        const tags = Array.from({ length: 20 }, (_, index) => `tag-${turn}-${index}`)
        const sends = nodes.map((node, index) => {
          const channel = channels[index] ?? newId<ChannelId>('c')
          const said = tags.map((clientTag) => messageOf(channel, john, { clientTag }))
          return node.messages.appendTogether(index === 1 ? said.toReversed() : said)
        })
        const answers = (await Promise.all(sends)).flat()
        expect(answers.filter(({ fresh }) => fresh)).toHaveLength(20)
        expect(new Set(answers.map(({ message }) => message.id)).size).toBe(20)
      }
    })
  })

  it('harms no neighbour with one that is refused', async () => {
    const { john, channels } = await scene()
    const [channel = newId<ChannelId>('c')] = channels
    const sends = Array.from({ length: 20 }, (_, index) => {
      const replyTo = index === 7 ? newId<MessageId>('m') : null
      return refusalOf(store().messages.append(messageOf(channel, john, { text: `${index}`, replyTo })))
    })
    const answers = await Promise.all(sends)
    expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(19)
    expect(answers[7]).not.toBe('not refused')
    const stored = await store().messages.history({ channel, before: null, limit: 50 })
    expect(stored.map(({ position }) => position)).toEqual(stored.map((_, index) => index + 1))
  })

  it('opens one conversation, takes one name and makes one secret, on whatever node it is asked for', async () => {
    const john = await addUser(store(), 'john')
    const mary = await addUser(store(), 'mary')
    await withNodes(async (nodes) => {
      const opened = await Promise.all(
        nodes.map((node) => node.channels.openDirect([john, mary], { id: newId('c'), at: 1 })),
      )
      expect(new Set(opened.map(({ channel }) => channel.id)).size).toBe(1)
      expect(opened.filter(({ created }) => created)).toHaveLength(1)
      const named = await Promise.all(nodes.map((node) => refusalOf(addUser(node, 'anna'))))
      expect(named.filter((answer) => answer === 'not refused')).toHaveLength(1)
      expect(named.filter((answer) => answer === 'name-taken')).toHaveLength(2)
      expect(new Set(await Promise.all(nodes.map((node) => node.secret('cloak')))).size).toBe(1)
    })
  })

  it('counts every place in a channel, whichever nodes people join on', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, (_, index) => addUser(store(), `p${index}`)))
    const tea = await addChannel(store(), 'tea', { settings: { userLimit: 5 } })
    await withNodes(async (nodes) => {
      const joining = { role: 'member', ifEmpty: 'owner', at: 1, channelsPerUser: 9 } as const
      const joins = people.map(({ id }, index) =>
        refusalOf((nodes[index % nodes.length] ?? store()).memberships.add(tea.id, id, joining)),
      )
      const answers = await Promise.all(joins)
      expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(5)
      const members = await store().memberships.ofChannel(tea.id)
      expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1)
    })
  })
}
