/** The contract of uploads: room for them, what they become, one message each, and what is left of them. */
import { expect, it } from 'vitest'
import type { NewUpload } from '../../../src/core/store-port.ts'
import type { Upload, UploadId, User } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, newId, refusalOf } from '../support.ts'

const roomy = { perUser: 1000, total: 2000 }
const content = {
  digest: 'd'.repeat(64),
  size: 100,
  type: 'image/png',
  width: 4,
  height: 3,
  preview: 'abc',
  thumbnails: [4],
  duration: null as number | null,
  waveform: null as string | null,
}

export function uploadsContract(store: () => OpenStore): void {
  async function reserve(owner: User, given: Partial<NewUpload> = {}): Promise<UploadId> {
    const id = newId<UploadId>('f')
    const made = { id, owner: owner.id, key: `key-${id}`, name: 'a.png', size: 100, createdAt: 10, ...given }
    await store().uploads.reserve(made, roomy)
    return id
  }

  async function complete(owner: User, given: Partial<typeof content> = {}): Promise<Upload> {
    const upload = await store().uploads.finish(await reserve(owner), { ...content, ...given })
    if (upload === null) throw new Error('it was not finished')
    return upload
  }

  it('keeps room, for one and for all, until something is removed', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const large = await reserve(john, { size: 950 })
    expect(await refusalOf(reserve(john))).toBe('uploads-full')
    await reserve(mary, { size: 950 })
    expect(await refusalOf(reserve(mary, { size: 51 }))).toBe('uploads-full')
    expect(await store().uploads.usedBy(john.id)).toBe(950)
    expect(await store().uploads.remove(large, john.id, 20)).toBe(true)
    expect(await store().uploads.usedBy(john.id)).toBe(0)
    await reserve(john)
  })

  it('finds one by its id and its key, with what it is once that is known', async () => {
    const john = await addUser(store(), 'john')
    const id = await reserve(john)
    const coming = {
      id,
      owner: john.id,
      key: `key-${id}`,
      name: 'a.png',
      size: 100,
      createdAt: 10,
      message: null,
      avatar: false,
    }
    expect(await store().uploads.byId(id)).toEqual({ ...coming, content: null })
    expect(await store().uploads.finish(id, content)).toEqual({ ...coming, content })
    expect(await store().uploads.finish(id, { ...content, type: 'text/html' })).toEqual({
      ...coming,
      content,
    })
    expect(await store().uploads.byKey(`key-${id}`)).toEqual({ ...coming, content })
    expect(await store().uploads.byKey('another')).toBeNull()
  })

  it('keeps how long a sound is and how loud, with the message too', async () => {
    const john = await addUser(store(), 'john')
    const general = await addChannel(store(), 'general')
    const sound = { type: 'audio/ogg', duration: 61_500, waveform: Buffer.alloc(64, 200).toString('base64') }
    const upload = await complete(john, sound)
    expect(upload.content).toMatchObject(sound)
    const { message } = await store().messages.append(messageOf(general.id, john, { uploads: [upload] }))
    expect((await store().messages.byId(message.id))?.uploads).toMatchObject([sound])
  })

  it('is said with one message, shown wherever that is read, and gone with it', async () => {
    const john = await addUser(store(), 'john')
    const general = await addChannel(store(), 'general')
    const upload = await complete(john)
    const { message } = await store().messages.append(messageOf(general.id, john, { uploads: [upload] }))
    const { key, name } = upload
    const { digest: _, ...found } = content
    expect(message.uploads).toEqual([{ key, name, ...found }])
    expect(await store().messages.byId(message.id)).toEqual(message)
    expect(await store().messages.history({ channel: general.id, before: null, limit: 9 })).toEqual([message])
    expect((await store().uploads.byId(upload.id))?.message).toBe(message.id)
    const edited = await store().messages.edit(message.id, { text: 'with words', at: 30 })
    expect(edited?.uploads).toEqual(message.uploads)
    expect(await store().uploads.remove(upload.id, john.id, 40)).toBe(false)
    expect((await store().messages.remove(message.id, 50))?.uploads).toEqual([])
    expect(await store().uploads.byKey(key)).toBeNull()
    expect((await store().messages.byId(message.id))?.uploads).toEqual([])
  })

  it('takes no upload that is another’s, not complete, removed, or said already; then nothing is said', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const general = await addChannel(store(), 'general')
    const say = (author: User, ...uploads: readonly Upload[]) =>
      refusalOf(store().messages.append(messageOf(general.id, author, { uploads })))
    const [one, other, gone] = [await complete(john), await complete(john), await complete(john)]
    const coming = { ...one, id: await reserve(john) }
    await store().uploads.remove(gone.id, john.id, 20)
    expect(await say(mary, one)).toBe('no-such-upload')
    expect(await say(john, one, gone)).toBe('no-such-upload')
    expect(await say(john, coming)).toBe('no-such-upload')
    expect(await Promise.all([say(john, one), say(john, one, other)])).toEqual([
      'not refused',
      'no-such-upload',
    ])
    expect((await store().uploads.byId(other.id))?.message).toBeNull()
    expect((await store().channels.access({ id: general.id }, null, 1))?.channel.lastPosition).toBe(1)
  })

  it('tells what is to be cleared away, and whether the content is another’s too', async () => {
    const john = await addUser(store(), 'john')
    const general = await addChannel(store(), 'general')
    const [said, removed, unsaid] = [
      await complete(john),
      await complete(john),
      await complete(john, { digest: 'e'.repeat(64) }),
    ]
    await store().messages.append(messageOf(general.id, john, { uploads: [said] }))
    await store().uploads.remove(removed.id, john.id, 20)
    await store().uploads.removeUnsaid(10, 30)
    expect(await store().uploads.gone(9)).toEqual([{ id: removed.id, digest: content.digest }])
    await store().uploads.removeUnsaid(11, 30)
    expect((await store().uploads.gone(9)).map(({ id }) => id).toSorted()).toEqual(
      [removed.id, unsaid.id].toSorted(),
    )
    const late = messageOf(general.id, john, { uploads: [unsaid] })
    expect(await refusalOf(store().messages.append(late))).toBe('no-such-upload')
    expect(await store().uploads.isShown(content.digest, removed.id)).toBe(true)
    expect(await store().uploads.isShown('e'.repeat(64), unsaid.id)).toBe(false)
    await store().uploads.forget(removed.id)
    expect((await store().uploads.gone(9)).map(({ id }) => id)).toEqual([unsaid.id])
  })

  it('makes one what its owner is shown by, in the place of the one before, and says nothing with it', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const general = await addChannel(store(), 'general')
    const [first, second, said] = [
      await complete(john),
      await complete(john, { thumbnails: [480, 960] }),
      await complete(john),
    ]
    await store().messages.append(messageOf(general.id, john, { uploads: [said] }))
    const { uploads } = store()
    const coming = await reserve(john)
    for (const wrong of [said.id, coming, newId<UploadId>('f')])
      expect(await uploads.setAvatar(john.id, wrong, 20)).toBe(false)
    expect(await uploads.setAvatar(mary.id, first.id, 20)).toBe(false)
    expect(await uploads.setAvatar(john.id, first.id, 20)).toBe(true)
    expect(await uploads.avatarsOf([john.id, mary.id])).toEqual([{ user: john.id, key: first.key, width: 4 }])
    expect(await uploads.remove(first.id, john.id, 30)).toBe(false)
    const late = messageOf(general.id, john, { uploads: [first] })
    expect(await refusalOf(store().messages.append(late))).toBe('no-such-upload')
    await uploads.removeUnsaid(11, 30)
    expect((await uploads.byKey(first.key))?.avatar).toBe(true)

    const third = await complete(john, { thumbnails: [480, 960] })
    expect(await uploads.setAvatar(john.id, second.id, 40)).toBe(false)
    expect(await uploads.setAvatar(john.id, third.id, 40)).toBe(true)
    expect(await uploads.byKey(first.key)).toBeNull()
    expect(await uploads.avatarsOf([john.id])).toEqual([{ user: john.id, key: third.key, width: 480 }])
    expect(await uploads.setAvatar(john.id, null, 50)).toBe(true)
    expect(await uploads.setAvatar(john.id, null, 50)).toBe(false)
    expect(await uploads.avatarsOf([john.id])).toEqual([])
    expect((await uploads.gone(9)).map(({ id }) => id)).toContain(third.id)
  })
}
