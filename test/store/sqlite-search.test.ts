/** SQLite's index of words: what it keeps of what was said, undone, taken back, or stored by earlier versions. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Channel, User } from '../../src/core/types.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import { openStore, type OpenStore } from '../../src/store/open-store.ts'
import { addChannel, addUser, messageOf, newId, rememberingLog, say, temporaryFolder } from './support.ts'

let place: ReturnType<typeof temporaryFolder>
let file: string
let store: OpenStore
let channel: Channel
let john: User
const log = rememberingLog()

beforeEach(async () => {
  place = temporaryFolder()
  file = join(place.folder, 'parlance.sqlite')
  store = await openStore({ file, log })
  channel = await addChannel(store, 'general')
  john = await addUser(store, 'john', { channels: [channel.id] })
})
afterEach(async () => {
  await store.close()
  place.remove()
})

async function found(text: string): Promise<readonly string[]> {
  const asked = { user: john.id, text, channel: null, limit: 50 }
  return (await store.messages.search(asked)).map(({ message }) => message.text)
}

function wordsKept(): readonly unknown[] {
  const raw = new Database(file, { readonly: true })
  const words = raw.prepare('SELECT word FROM message_search_words ORDER BY word').pluck().all()
  raw.close()
  return words
}

it('a word is kept as long as somebody has said it', async () => {
  const secret = await say(store, channel, john, 'my password is hunter2 12345')
  const other = await say(store, channel, john, 'is it')
  expect(wordsKept()).toEqual(['hunter2', 'is', 'it', 'my', 'password'])
  await store.messages.edit(secret.id, { text: 'my mistake', at: 9 })
  expect(wordsKept()).toEqual(['is', 'it', 'mistake', 'my'])
  await store.messages.remove(secret.id, 10)
  await store.messages.remove(other.id, 11)
  expect(wordsKept()).toEqual([])
  await say(store, channel, john, 'the password')
  expect(await found('assw')).toEqual(['the password'])
})

it('a word of a message that was not stored is learnt from the next one that has it', async () => {
  const nowhere = messageOf(newId('c'), john, { text: 'unheard' })
  const twice = messageOf(channel.id, john, { text: 'unheard' })
  // In one commit: the second of the same id is refused, so that all is undone and done again one by one.
  const asked = [nowhere, twice, twice].map((message) => store.messages.append(message))
  const outcomes = await Promise.allSettled(asked)
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
  expect(await found('nhear')).toEqual(['unheard'])
  await say(store, channel, john, 'unheard of')
  expect(await found('nhear')).toEqual(['unheard of', 'unheard'])
})

it('what is in more words than are asked for one by one is found all the same, where one belongs', async () => {
  const elsewhere = await addChannel(store, 'elsewhere')
  const texts = Array.from({ length: 600 }, (_, index) => `tea${index}x`)
  await Promise.all(texts.map((text) => say(store, channel, john, text)))
  await say(store, elsewhere, john, 'teapot')
  expect(await found('tea')).toEqual(texts.toReversed().slice(0, 50))
  expect(await found('tea 599y')).toEqual([])
  for (let index = 0; index < 20; index += 1) await addChannel(store, `more-${index}`, { owner: john.id })
  expect(await found('tea')).toEqual(texts.toReversed().slice(0, 50))
  expect(await found('teap')).toEqual([])
})

it('many parts of words, each in hundreds of them, are found where all of them are', async () => {
  const parts = ['alpha', 'bravo', 'delta', 'gamma', 'kappa']
  const texts = Array.from({ length: 450 }, (_, index) => parts.map((part) => `${part}${index}x`).join(' '))
  await Promise.all(texts.map((text) => say(store, channel, john, text)))
  await say(store, channel, john, parts.slice(1).join('y '))
  await say(store, channel, john, parts.slice(0, -1).join('y '))
  expect(await found(parts.join(' '))).toEqual(texts.toReversed().slice(0, 50))
})

it('numbers are found from their beginning, keys and sentences without spaces by any part', async () => {
  const key = 'q0'.repeat(30)
  await say(store, channel, john, `order 4711008 of 2026 by ${key}`)
  await say(store, channel, john, 'とても美味しいお茶をありがとうございました')
  const [order] = await found('order')
  expect(order).toContain(key)
  for (const part of ['4711', '4711008', '20', 'q0q0q0', '0q', key])
    expect(await found(part)).toEqual([order])
  for (const part of ['711', '26', 'q1']) expect(await found(part)).toEqual([])
  for (const part of ['お茶', '茶', '美味しいお']) expect(await found(part)).toHaveLength(1)
})

it('messages of earlier versions are found by it', async () => {
  await say(store, channel, john, 'redeployment at noon')
  const gone = await say(store, channel, john, 'secret plan')
  await store.messages.remove(gone.id, 9)
  await store.close()
  asBefore()
  store = await openStore({ file, log })
  expect(await found('deploy')).toEqual(['redeployment at noon'])
  expect(await found('plan')).toEqual([])
  expect(await store.messages.latestBy(channel.id, john.id)).toMatchObject({ text: 'redeployment at noon' })
})

/** The database as the version before the index of words left it. */
function asBefore(): void {
  const later = migrations.map(({ name }) => name).filter((name) => name >= '0019')
  const raw = new Database(file)
  raw.exec(`DROP TABLE message_search; DROP TABLE message_search_words; DROP TABLE message_search_parts;
    CREATE VIRTUAL TABLE message_search USING fts5(grams, tokenize = 'ascii', content = '', contentless_delete = 1);
    CREATE INDEX messages_author ON messages (author_id, channel_id, position);
    DROP INDEX messages_changed_position;
    CREATE UNIQUE INDEX messages_changed_position ON messages (channel_id, changed_position);`)
  for (const name of later) raw.prepare('DELETE FROM schema_migrations WHERE name = ?').run(name)
  raw.close()
}
