/** The contract of `messages.search`. */
import { expect, it } from 'vitest'
import type { ChannelId, UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { addChannel, addUser, newId, say } from '../support.ts'

const finds: readonly (readonly [text: string, query: string])[] = [
  ['Hello World', 'hello'],
  ['Hello World', 'WORLD hello'],
  ['Hello World', 'ell orl'],
  ['Hello World', 'd'],
  ['Hello World', 'h'],
  ['Hello World', 'lo'],
  ['naïve Café Ærø', 'cafe NAIVE'],
  ['naive cafe', 'naïve café'],
  ['ΟΔΟΣ Οδυσσέας', 'οδοσ'],
  ['Straße', 'straß'],
  ['İstanbul', 'istanbul'],
  ['日本語のテキスト', '本語'],
  ['日本語のテキスト', '語'],
  ['日本語のテキスト', 'スト'],
  ['ﾃｷｽﾄ ＡＢＣ', 'テキスト abc'],
  ['한국어 메시지', '국어'],
  ['Это сообщение', 'общен'],
  ['well done 👍👏', '👍'],
  ['well done 👍👏', '👍👏'],
  ['done👍', 'ne👍'],
  ['price: 12.50 €', '€'],
  ['price: 12.50 €', '12.50'],
  ['see foo-bar.txt', 'foo-bar'],
  ['see foo-bar.txt', 'oo bar.t'],
  ['say "AND" OR NOT', 'and or not'],
  ['column: a*b', 'a*b'],
  ['𝒳 marks', 'x'],
  ['line one\nline two', 'one two'],
]

const misses: readonly (readonly [text: string, query: string])[] = [
  ['Hello World', 'hallo'],
  ['Hello World', 'helloworld'],
  ['Hello World', 'ow'],
  ['Hello World', 'hello there'],
  ['abxcd', 'abcd'],
  ['ab bc', 'abc'],
  ['日本語', '本日'],
  ['well done 👍', '👏'],
  ['Hello World', '  '],
  ['Hello "World"', '"'],
  ['Hello World', '* - ( ) " :'],
  ['Hello World', '") OR (grams:he'],
]

export function searchContract(store: () => OpenStore): void {
  async function scene() {
    const channel = await addChannel(store(), 'general')
    const john = await addUser(store(), 'john', { channels: [channel.id] })
    return { channel, john }
  }
  async function search(user: UserId, text: string, channel: ChannelId | null = null, limit = 50) {
    return (await store().messages.search({ user, text, channel, limit })).map(({ message }) => message.text)
  }

  it('finds every word as any part of a text, in any script, without regard to case or accents', async () => {
    const { john } = await scene()
    for (const [index, [text, query]] of finds.entries()) {
      const channel = await addChannel(store(), `find-${index}`, { owner: john.id })
      await say(store(), channel, john, text)
      expect(await search(john.id, query, channel.id), `${query} in ${text}`).toEqual([text])
    }
  })

  it('finds nothing that is not there, and takes no query language', async () => {
    const { john } = await scene()
    for (const [index, [text, query]] of misses.entries()) {
      const channel = await addChannel(store(), `miss-${index}`, { owner: john.id })
      await say(store(), channel, john, text)
      expect(await search(john.id, query, channel.id), `${query} in ${text}`).toEqual([])
    }
  })

  it('answers the newest first, up to the limit, with the channel', async () => {
    const { channel, john } = await scene()
    for (const text of ['tea one', 'tea two', 'coffee', 'tea three']) await say(store(), channel, john, text)
    expect(await search(john.id, 'tea', null, 2)).toEqual(['tea three', 'tea two'])
    const [found] = await store().messages.search({ user: john.id, text: 'coffee', channel: null, limit: 1 })
    expect(found).toMatchObject({
      channel: { name: 'general' },
      message: { position: 3, author: { name: 'john' } },
    })
  })

  it('follows edits and deletions', async () => {
    const { channel, john } = await scene()
    const [one, two] = [
      await say(store(), channel, john, 'tea'),
      await say(store(), channel, john, 'tea again'),
    ]
    await store().messages.edit(one.id, { text: 'coffee', at: 9 })
    expect(await search(john.id, 'tea')).toEqual(['tea again'])
    expect(await search(john.id, 'coffee')).toEqual(['coffee'])
    await store().messages.remove(two.id, 10)
    await store().messages.remove(one.id, 11)
    expect(await search(john.id, 'tea')).toEqual([])
    expect(await search(john.id, 'coffee')).toEqual([])
  })

  it('finds only where one belongs, as history does', async () => {
    const [john, mary] = [await addUser(store(), 'john'), await addUser(store(), 'mary')]
    const made = {
      open: await addChannel(store(), 'open', { owner: john.id }),
      secret: await addChannel(store(), 'secret', { owner: john.id, settings: { secret: true } }),
      club: await addChannel(store(), 'club', { owner: john.id, kind: 'private' }),
      direct: (await store().channels.openDirect([john, john], { id: newId('c'), at: 1 })).channel,
      both: (await store().channels.openDirect([john, mary], { id: newId('c'), at: 1 })).channel,
    }
    for (const [name, channel] of Object.entries(made)) await say(store(), channel, john, `tea in ${name}`)
    const all = Object.keys(made).map((name) => `tea in ${name}`)
    expect((await search(john.id, 'tea')).toSorted()).toEqual(all.toSorted())
    expect((await search(mary.id, 'tea')).toSorted()).toEqual(['tea in both'])
    expect(await search(mary.id, 'tea', made.open.id)).toEqual([])
    expect(await search(mary.id, 'tea', made.club.id)).toEqual([])
    expect(await search(john.id, 'tea', made.club.id)).toEqual(['tea in club'])
    await store().memberships.remove(made.club.id, john.id)
    expect(await search(john.id, 'tea', made.club.id)).toEqual([])
  })

  it('finds the few of one’s own behind the thousands of others that have the words', async () => {
    const { channel, john } = await scene()
    const mary = await addUser(store(), 'mary')
    const busy = await addChannel(store(), 'busy', { owner: mary.id })
    for (let index = 0; index < 120; index += 1) await say(store(), channel, john, `tea ${index}`)
    await say(store(), channel, john, 'coffee')
    await Promise.all(Array.from({ length: 3300 }, () => say(store(), busy, mary, 'tea for two')))
    const own = Array.from({ length: 120 }, (_, index) => `tea ${119 - index}`)
    expect(await search(john.id, 'tea', null, 200)).toEqual(own)
    expect(await search(john.id, 'tea', channel.id, 7)).toEqual(own.slice(0, 7))
    expect(await search(john.id, 'two')).toEqual([])
    await say(store(), channel, john, 'tea again')
    expect(await search(john.id, 'tea', null, 110)).toEqual(['tea again', ...own.slice(0, 109)])
  }, 60_000)

  it('takes a great many words', async () => {
    const { channel, john } = await scene()
    const words = Array.from({ length: 1000 }, (_, index) => `w${index}`)
    await say(store(), channel, john, words.join(' '))
    expect(await search(john.id, words.join(' '))).toHaveLength(1)
    expect(await search(john.id, `${words.join(' ')} missing`)).toEqual([])
  })
}
