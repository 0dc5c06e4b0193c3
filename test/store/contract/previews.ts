/** The contract of previews: found once for all, shown by messages in the order of their channel, forgotten when nobody shows them. */
import { expect, it } from 'vitest'
import type { FoundPreview, NewPreviews } from '../../../src/core/store-port.ts'
import type { LinkPreview, Message, PreviewId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, newId, say } from '../support.ts'

const link = 'a'.repeat(64)

function contentOf(id: PreviewId): LinkPreview {
  const picture = { key: `key-${id}`, width: 40, height: 30, preview: null, thumbnails: [20, 40] }
  const said = { kind: 'page', siteName: null, title: 'All hills', text: null } as const
  return { id, url: `https://hills.example/${id}`, ...said, picture }
}

function found(given: Partial<FoundPreview> = {}): FoundPreview & { readonly content: LinkPreview } {
  const id = newId<PreviewId>('p')
  const kept = { id, link, pictureDigest: 'd'.repeat(64), createdAt: 10, expiresAt: 100, ...given }
  return { ...kept, content: contentOf(id) }
}

export function previewsContract(store: () => OpenStore): void {
  async function saidIn(text = 'see https://hills.example/') {
    const channel = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john', { channels: [channel.id] })
    return { channel, john, message: await say(store(), channel, john, text) }
  }

  const shownBy = (message: Message, previews: readonly LinkPreview[], given: Partial<NewPreviews> = {}) =>
    store().previews.set({
      message: message.id,
      at: 20,
      previews,
      removed: [],
      since: { editedAt: message.editedAt, position: 0 },
      ...given,
    })

  it('finds the newest of a link until it expires, also that there is nothing to show', async () => {
    const [older, newer] = [found(), found({ createdAt: 20, expiresAt: 120 })]
    for (const each of [newer, older]) await store().previews.keep(each)
    expect(await store().previews.byLink(link, 99)).toEqual(newer)
    expect(await store().previews.byLink(link, 120)).toBeNull()
    expect(await store().previews.byLink('b'.repeat(64), 50)).toBeNull()
    const nothing = { ...found({ link: 'c'.repeat(64), pictureDigest: null }), content: null }
    await store().previews.keep(nothing)
    expect(await store().previews.byLink('c'.repeat(64), 50)).toEqual(nothing)
  })

  it('finds the picture behind an address', async () => {
    const kept = found()
    await store().previews.keep(kept)
    const picture = { digest: kept.pictureDigest, thumbnails: [20, 40] }
    expect(await store().previews.picture(`key-${kept.id}`)).toEqual(picture)
    expect(await store().previews.picture('another')).toBeNull()
  })

  it('takes the next position of the channel, and is read with the message', async () => {
    const { channel, john, message } = await saidIn()
    const kept = found()
    await store().previews.keep(kept)
    expect(await shownBy(message, [kept.content])).toBe(2)
    expect((await store().messages.byId(message.id))?.previews).toEqual([kept.content])
    expect(await store().previews.stateOf(message.id)).toEqual({ position: 2, removed: [] })
    expect((await say(store(), channel, john, 'next')).position).toBe(3)
    const { changes } = await store().messages.changedSince(channel.id, 1, 9)
    expect(changes.map(({ kind, position }) => [kind, position])).toEqual([
      ['preview', 2],
      ['message', 3],
    ])
  })

  it('is not set to what a message no longer is', async () => {
    const { message } = await saidIn()
    const kept = found()
    await store().previews.keep(kept)
    await store().messages.edit(message.id, { text: 'another', at: 15 })
    expect(await shownBy(message, [kept.content])).toBeNull()
    const since = { editedAt: 15, position: 0 }
    expect(await shownBy(message, [kept.content], { since })).toBe(3)
    expect(await shownBy(message, [], { since })).toBeNull()
    expect(await shownBy(message, [], { since: { editedAt: 15, position: 3 }, removed: ['x'] })).toBe(4)
    expect(await store().previews.stateOf(message.id)).toEqual({ position: 4, removed: ['x'] })
    await store().messages.remove(message.id, 30)
    expect(await shownBy(message, [kept.content], { since: { editedAt: 15, position: 4 } })).toBeNull()
  })

  it('goes once it has expired and no message shows it', async () => {
    const { message } = await saidIn()
    const [shown, forgotten] = [found(), found({ expiresAt: 90 })]
    for (const each of [shown, forgotten]) await store().previews.keep(each)
    await shownBy(message, [shown.content])
    const ids = async (now: number) => (await store().previews.gone(now, 9)).map(({ id }) => id)
    expect(await ids(89)).toEqual([])
    expect(await ids(100)).toEqual([forgotten.id])
    expect(await store().previews.forget(shown.id)).toBe(false)
    await store().messages.remove(message.id, 30)
    expect(await ids(100)).toEqual([forgotten.id, shown.id])
    expect(await store().previews.isPictureShown('d'.repeat(64), shown.id)).toBe(true)
    expect(await store().previews.forget(forgotten.id)).toBe(true)
    expect(await store().previews.isPictureShown('d'.repeat(64), shown.id)).toBe(false)
    expect(await store().previews.forget(shown.id)).toBe(true)
    expect(await store().previews.byLink(link, 50)).toBeNull()
  })
}
