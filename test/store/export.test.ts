/** Everything people would take along: out of a store in use, and into a new one. */
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endLine, headLine, nouns, readExportLine, type ThingLine } from '../../src/core/export/lines.ts'
import { readThings } from '../../src/core/export/read-lines.ts'
import type { NewMessage } from '../../src/core/store-port.ts'
import type { Channel, ChannelId, MessageId, Person, UploadId, UserId } from '../../src/core/types.ts'
import { createIdMaker } from '../../src/lib/id.ts'
import { databaseFile } from '../../src/store/database-file.ts'
import { openExport } from '../../src/store/export.ts'
import { importInto } from '../../src/store/import.ts'
import { openStore, type OpenStore } from '../../src/store/open-store.ts'
import { messageOf, newUser, plainSettings, rememberingLog, temporaryFolder } from './support.ts'

const log = rememberingLog()
const newId = createIdMaker(() => 1_700_000_000_000)
const hash = `$2b$04$${'a'.repeat(53)}`
let place: ReturnType<typeof temporaryFolder>
let store: OpenStore

beforeEach(async () => {
  place = temporaryFolder()
  store = await openStore({ file: inside('live.sqlite'), log })
})
afterEach(async () => {
  await store.close()
  place.remove()
})

const inside = (...names: string[]) => join(place.folder, ...names)

async function addPerson(name: string, kind: 'person' | 'guest' = 'person') {
  const passwordHash = kind === 'guest' ? null : hash
  const made = newUser(name, { id: newId<UserId>(), kind, passwordHash, email: `${name}@example.org` })
  return (await store.users.create(made)).user
}

function addChannel(name: string, owner: Person, kind: 'public' | 'private' = 'public') {
  const settings = {
    ...plainSettings,
    moderated: true,
    userLimit: 9,
    ...(kind === 'private' && { key: 'k' }),
  }
  return store.channels.create({ id: newId(), kind, name, settings, createdAt: 1000, owner: owner.id })
}

async function say(channel: Channel, author: Person, given: Partial<NewMessage> = {}) {
  const message = messageOf(channel.id, author, { id: newId<MessageId>(), ...given })
  return (await store.messages.append(message)).message
}

async function bring(owner: Person, name: string) {
  const id = newId<UploadId>()
  const limits = { perUser: 1e9, total: 1e9 }
  await store.uploads.reserve(
    { id, owner: owner.id, key: `key-of-${id}`, name, size: 5, createdAt: 9 },
    limits,
  )
  const form = { size: 5, type: 'image/png', width: 4, height: 3, preview: 'YWJj', thumbnails: [4] }
  const sound = { duration: 61_500, waveform: 'AAAA' }
  const upload = await store.uploads.finish(id, { digest: 'd'.repeat(64), ...form, ...sound })
  if (upload === null) throw new Error('it was not finished')
  return upload
}

/** Something of everything that is taken along, and of what is not. */
async function fillStore() {
  const [ann, ben] = [await addPerson('ann'), await addPerson('ben')]
  const guest = await addPerson('guest-1', 'guest')
  await store.users.setRole(ann.id, 'admin')
  await store.users.setDisplayName(ann.id, 'Ann — the first')
  await store.users.setAway(ben.id, 'out\u2028for lunch')
  const quiet = { from: 60, to: 420, timeZone: 'Europe/Paris', days: [1, 7] }
  await store.users.setNotifications(ben.id, { quiet, showText: false })
  const general = await addChannel('général', ann)
  const secret = await addChannel('secret', ben, 'private')
  const direct = await store.channels.openDirect([ann, ben], { id: newId<ChannelId>(), at: 5 })
  await store.channels.archive(secret.id, 77)
  const first = await say(general, ann, { text: 'the first\nof them' })
  await say(general, ann, { kind: 'topic', text: 'what it is about' })
  const reply = await say(general, guest, { text: 'an answer', replyTo: first.id })
  await store.messages.addReaction({ message: first.id, author: ben, reaction: '👍', at: 3 }, 9)
  await store.messages.addReaction({ message: first.id, author: ann, reaction: '👎', at: 3 }, 9)
  await store.messages.removeReaction({ message: first.id, author: ann, reaction: '👎', at: 4 })
  await store.messages.pin({ message: reply.id, by: ann, at: 6 }, 9)
  const edited = await say(general, ann, { text: 'befor', sentAt: 3000 })
  await store.messages.edit(edited.id, { text: 'before', at: 3001 })
  const deleted = await say(general, ann, { text: 'gone', uploads: [await bring(ann, 'gone.png')] })
  await store.messages.remove(deleted.id, 3002)
  await say(direct.channel, ben, { kind: 'action', text: 'waves', tags: { mood: 'fine' } })
  await say(direct.channel, ben, {
    text: 'two',
    uploads: [await bring(ben, 'b.png'), await bring(ben, 'a.png')],
  })
  await bring(ben, 'unsaid.png')
  const face = await bring(ann, 'face.png')
  await store.uploads.setAvatar(ann.id, face.id, 10)
  await store.memberships.markRead(ann.id, [{ channel: general.id, position: first.position }])
  return { ann, ben, general }
}

async function exported(file: string, withPasswords = true): Promise<ThingLine[]> {
  const opened = await openExport({ file, log, withPasswords })
  const lines: ThingLine[] = []
  for await (const line of opened.lines()) lines.push(line)
  await opened.close()
  return lines
}

/** As they stand in the file. */
function written(lines: readonly ThingLine[]): string[] {
  const counts = { users: 0, channels: 0, uploads: 0, messages: 0 }
  for (const { type } of lines) counts[nouns[type]] += 1
  const all = [headLine('0', new Date(0)), ...lines, endLine(counts)]
  return all.map((line) => JSON.stringify(line))
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

function importLines(lines: readonly string[], folder = place.folder) {
  return importInto({ folder, lines: readThings(each(lines)), log })
}

describe('an export', () => {
  it('comes back from a new database as it went in, line by line', async () => {
    await fillStore()
    const lines = await exported(inside('live.sqlite'))
    expect(lines.map(({ type }) => type)).toEqual([
      ...Array.from({ length: 2 }, () => 'user'),
      ...Array.from({ length: 3 }, () => 'channel'),
      ...Array.from({ length: 3 }, () => 'upload'),
      ...Array.from({ length: 7 }, () => 'message'),
    ])
    for (const line of lines) expect(readExportLine(JSON.stringify(line))).toEqual({ line })
    expect(await importLines(written(lines))).toEqual({ users: 2, channels: 3, uploads: 3, messages: 7 })
    expect(await exported(databaseFile(place.folder))).toEqual(lines)
  })

  it('is used on like any other: what was unread is, words are found, what is said next has the next place', async () => {
    const { ann, ben, general } = await fillStore()
    await importLines(written(await exported(inside('live.sqlite'))))
    const again = await openStore({ file: databaseFile(place.folder), log })
    const search = { user: ann.id, channel: null, limit: 9 }
    expect(await again.messages.search({ ...search, text: 'before' })).toHaveLength(1)
    expect(await again.messages.search({ ...search, text: 'gone' })).toHaveLength(0)
    const found = await again.channels.access({ id: general.id }, ann.id, 1)
    expect(found?.channel.topic).toBe('what it is about')
    expect(found?.membership?.readPosition).toBe(1)
    const changes = await again.messages.changedSince(general.id, 0, 100)
    const positions = changes.changes.map(({ position }) => position)
    expect(positions).toEqual(positions.map((_, index) => index + 1))
    const next = await again.messages.append(messageOf(general.id, ben, { id: newId<MessageId>() }))
    expect(next.message.position).toBe(positions.length + 1)
    expect((await again.users.credentials('ann'))?.passwordHash).toBe(hash)
    await again.close()
  })

  it('has no passwords unless they are asked for', async () => {
    await fillStore()
    expect(JSON.stringify(await exported(inside('live.sqlite'), false))).not.toContain('$2b$')
  })

  it('is of one moment, whatever is said while it is read', async () => {
    const { ann, general } = await fillStore()
    const opened = await openExport({ file: inside('live.sqlite'), log, withPasswords: false })
    const types: string[] = []
    for await (const { type } of opened.lines()) {
      await say(general, ann, { text: 'meanwhile' })
      types.push(type)
    }
    await opened.close()
    expect(types.filter((type) => type === 'message')).toHaveLength(7)
  })

  it('of no database, and of one of another version, is refused', async () => {
    await expect(exported(inside('absent.sqlite'))).rejects.toThrow(/no database at/)
    const old = await openStore({ file: inside('old.sqlite'), log, migrations: [] })
    await old.close()
    await expect(exported(inside('old.sqlite'))).rejects.toThrow(/of another version/)
  })
})
