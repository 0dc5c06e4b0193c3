/** The contract of metadata and of the server's own secrets. */
import { expect, it } from 'vitest'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser } from '../support.ts'

export function metadataContract(store: () => OpenStore): void {
  it('keeps values by key, apart for each subject', async () => {
    const { metadata } = store()
    const john = await addUser(store(), 'john')
    const tea = await addChannel(store(), 'tea')
    const set = (key: string, value: string | null) => metadata.set(john.id, { key, value, limit: 9 })
    expect(await metadata.list(john.id)).toEqual([])
    expect(await set('url', 'https://example.org')).toBe(true)
    expect(await set('avatar', '')).toBe(true)
    expect(await set('url', 'https://example.net')).toBe(true)
    await metadata.set(tea.id, { key: 'url', value: 'tea', limit: 9 })
    const url = { key: 'url', value: 'https://example.net' }
    expect(await metadata.list(john.id)).toEqual([{ key: 'avatar', value: '' }, url])
    expect(await metadata.get(john.id, ['url', 'none'])).toEqual([url])
    expect(await metadata.get(john.id, [])).toEqual([])
    expect(await set('avatar', null)).toBe(true)
    expect(await set('avatar', null)).toBe(true)
    expect(await metadata.clear(john.id)).toEqual([url])
    expect(await metadata.clear(john.id)).toEqual([])
    expect(await metadata.list(tea.id)).toEqual([{ key: 'url', value: 'tea' }])
  })

  it('finds the values of everybody in a channel at once', async () => {
    const { metadata, users } = store()
    const [tea, other] = [await addChannel(store(), 'tea'), await addChannel(store(), 'other')]
    const mary = await addUser(store(), 'Mary', { channels: [tea.id] })
    const john = await addUser(store(), 'john', { channels: [tea.id, other.id] })
    await addUser(store(), 'eve', { channels: [tea.id] })
    const ann = await addUser(store(), 'ann', { channels: [other.id] })
    for (const { id } of [mary, john, ann])
      for (const key of ['url', 'avatar', 'unasked']) await metadata.set(id, { key, value: key, limit: 9 })
    await users.rename(john.id, 'johnny')
    await metadata.set(tea.id, { key: 'url', value: 'tea', limit: 9 })
    const entries = ['avatar', 'url'].map((key) => ({ key, value: key }))
    expect(await metadata.ofMembers(tea.id, ['url', 'avatar'])).toEqual([
      { user: { id: john.id, name: 'johnny' }, entries },
      { user: { id: mary.id, name: 'Mary' }, entries },
    ])
    expect(await metadata.ofMembers(tea.id, [])).toEqual([])
  })

  it('takes no more keys than allowed, however many come at once; a value may change all the same', async () => {
    const { metadata } = store()
    const john = await addUser(store(), 'john')
    const set = (key: string, value: string | null, limit = 2) => metadata.set(john.id, { key, value, limit })
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((key) => set(key, '1')))
    expect(answers.filter((stored) => stored)).toHaveLength(2)
    const [first] = await metadata.list(john.id)
    expect(await set(first?.key ?? 'a', '2', 1)).toBe(true)
    expect(await metadata.list(john.id)).toHaveLength(2)
    expect((await metadata.list(john.id))[0]?.value).toBe('2')
    expect(await set('e', null, 1)).toBe(true)
    expect(await set('e', '1', 0)).toBe(false)
    await set(first?.key ?? 'a', null)
    expect(await set('e', '1')).toBe(true)
  })

  it('makes a secret once, and another for another name', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => store().secret('cloak')))
    expect(new Set(all).size).toBe(1)
    expect(all[0]).toMatch(/^[\w-]{43}$/)
    expect(await store().secret('cloak')).toBe(all[0])
    expect(await store().secret('other')).not.toBe(all[0])
  })
}
