/** What the append queue counts for the figures: kinds, and how long commits took. */
import { expect, it } from 'vitest'
import { addChannel, addUser, messageOf, temporaryStore } from './support.ts'

it('counts how long once for all that was asked together, and each message by its kind', async () => {
  const store = await temporaryStore()
  const channel = await addChannel(store, 'general')
  const john = await addUser(store, 'john', { channels: [channel.id] })
  const say = (text: string, kind: 'text' | 'notice') =>
    store.messages.append(messageOf(channel.id, john, { text, kind }))
  expect(store.counters().took).toMatchObject({ count: 0, sum: 0 })
  await Promise.all([say('1', 'text'), say('2', 'text'), say('3', 'notice')])
  expect(store.counters()).toMatchObject({ stored: 3, took: { count: 1 } })
  const { message } = await say('4', 'text')
  await store.messages.edit(message.id, { text: 'four', at: 5 })
  const { kinds, took } = store.counters()
  expect(kinds).toEqual({ text: 3, action: 0, notice: 1, topic: 0, tags: 0 })
  expect(took.count).toBe(3)
  expect(took.within.at(-1)).toBe(3)
  expect(took.sum).toBeGreaterThan(0)
})
