/** The contract of `messages.search` beside words: who said it, where, when, and what it holds. */
import { expect, it } from 'vitest'
import type { SearchQuery } from '../../../src/core/store-port.ts'
import type { Channel, UploadId, User } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, newId } from '../support.ts'

interface SharedFile {
  readonly name: string
  readonly type: string
  readonly text: string
  readonly sentAt: number
}

const unseen = { width: null, height: null, preview: null, thumbnails: [], duration: null, waveform: null }
const content = { digest: 'd'.repeat(64), size: 9, ...unseen }

export function searchFiltersContract(store: () => OpenStore): void {
  /** Two channels of john and mary, and one in which only mary is. */
  async function scene() {
    const [tea, cake, club] = [
      await addChannel(store(), 'tea'),
      await addChannel(store(), 'cake'),
      await addChannel(store(), 'club'),
    ]
    const both = [tea.id, cake.id]
    const john = await addUser(store(), 'john', { channels: both })
    const mary = await addUser(store(), 'mary', { channels: [...both, club.id] })
    const said = async (channel: Channel, author: User, text: string, sentAt: number) =>
      (await store().messages.append(messageOf(channel.id, author, { text, sentAt }))).message
    await said(tea, john, 'green tea', 100)
    await said(cake, mary, 'tea and http://cake.example/', 200)
    await said(tea, mary, 'see HTTPS://tea.example', 300)
    await said(club, mary, 'club tea http://club.example', 350)
    await said(cake, john, 'the word http alone', 400)
    await said(tea, mary, 'black tea', 500)
    const found = async (query: Partial<SearchQuery>) => {
      const asked = { user: john.id, text: '', channel: null, limit: 50, ...query }
      return (await store().messages.search(asked)).map(({ message }) => message.sentAt)
    }
    return { tea, cake, club, john, mary, said, found }
  }

  it('narrows what words find', async () => {
    const { tea, john, mary, found } = await scene()
    expect(await found({ text: 'tea' })).toEqual([500, 300, 200, 100])
    expect(await found({ text: 'tea', from: mary.id })).toEqual([500, 300, 200])
    expect(await found({ text: 'tea', from: john.id })).toEqual([100])
    expect(await found({ text: 'tea', after: 100, before: 500 })).toEqual([300, 200])
    expect(await found({ text: 'tea', from: mary.id, channel: tea.id, before: 500 })).toEqual([300])
    expect(await found({ text: 'tea', has: 'link' })).toEqual([300, 200])
  })

  it('finds without words, the newest first, only where one belongs', async () => {
    const { tea, club, john, mary, found } = await scene()
    expect(await found({ from: mary.id })).toEqual([500, 300, 200])
    expect(await found({ from: mary.id, channel: tea.id, after: 300 })).toEqual([500])
    expect(await found({ from: john.id, before: 400 })).toEqual([100])
    expect(await found({ channel: tea.id })).toEqual([500, 300, 100])
    expect(await found({ after: 200 })).toEqual([500, 400, 300])
    expect(await found({ after: 200, before: 500 })).toEqual([400, 300])
    expect(await found({ has: 'link' })).toEqual([300, 200])
    expect(await found({ has: 'link', from: john.id })).toEqual([])
    expect(await found({ channel: club.id })).toEqual([])
    expect(await found({ user: mary.id, has: 'link' })).toEqual([350, 300, 200])
    expect(await found({ user: mary.id, before: 400, limit: 2 })).toEqual([350, 300])
  })

  it('pages by time until nothing is left', async () => {
    const { mary, found } = await scene()
    for (const query of [{}, { from: mary.id }, { text: 'tea' }, { has: 'link' as const }]) {
      const all = await found({ after: 0, ...query })
      const pages: number[] = []
      for (let before = 1000; ; before = pages.at(-1) ?? 0) {
        const page = await found({ ...query, before, limit: 2 })
        if (page.length === 0) break
        pages.push(...page)
      }
      expect(pages).toEqual(all)
    }
  })

  it('finds files, of any kind or of one, with words and without', async () => {
    const { tea, club, john, mary, found } = await scene()
    const share = async (channel: Channel, given: SharedFile) => {
      const { name, type, text, sentAt } = given
      const id = newId<UploadId>('f')
      const reserved = { id, owner: mary.id, key: `key-${id}`, name, size: 9, createdAt: 10 }
      await store().uploads.reserve(reserved, { perUser: 1000, total: 1000 })
      const upload = await store().uploads.finish(id, { ...content, type })
      const uploads = upload === null ? [] : [upload]
      return (await store().messages.append(messageOf(channel.id, mary, { text, sentAt, uploads }))).message
    }
    const plan = await share(tea, { name: 'plan.txt', type: 'text/plain', text: 'the tea plan', sentAt: 600 })
    await share(tea, { name: 'a.png', type: 'image/png', text: '', sentAt: 700 })
    await share(tea, { name: '"type":"image/x', type: 'audio/ogg', text: 'tea song', sentAt: 800 })
    await share(club, { name: 'b.webm', type: 'video/webm', text: '', sentAt: 900 })
    expect(await found({ has: 'file' })).toEqual([800, 700, 600])
    expect(await found({ user: mary.id, has: 'file' })).toEqual([900, 800, 700, 600])
    expect(await found({ has: 'file', text: 'tea' })).toEqual([800, 600])
    expect(await found({ has: 'file', from: john.id })).toEqual([])
    expect(await found({ has: 'file', from: mary.id, after: 600, before: 800 })).toEqual([700])
    expect(await found({ has: 'file', channel: club.id })).toEqual([])
    expect(await found({ has: 'picture' })).toEqual([700])
    expect(await found({ has: 'sound' })).toEqual([800])
    expect(await found({ has: 'sound', text: 'plan' })).toEqual([])
    expect(await found({ user: mary.id, has: 'video' })).toEqual([900])
    await store().messages.remove(plan.id, 1000)
    expect(await found({ has: 'file' })).toEqual([800, 700])
  })

  it('finds no topics, nothing deleted, and what an edit made of it', async () => {
    const { tea, mary, said, found } = await scene()
    const link = await said(tea, mary, 'http://late.example', 600)
    expect(await found({ from: mary.id, after: 500 })).toEqual([600])
    await store().messages.edit(link.id, { text: 'no link any more', at: 700 })
    expect(await found({ has: 'link', after: 500 })).toEqual([])
    await store().messages.remove(link.id, 800)
    await store().messages.append(messageOf(tea.id, mary, { kind: 'topic', text: 'tea', sentAt: 900 }))
    expect(await found({ from: mary.id, after: 500 })).toEqual([])
    expect(await found({ after: 500 })).toEqual([])
  })
}
