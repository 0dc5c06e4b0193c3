/** Databases of earlier versions, brought up to date with what people had in them. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ChannelId, MessageId, TokenId, UserId } from '../../src/core/types.ts'
import { backupTo, restoreFrom } from '../../src/store/backup.ts'
import { databaseFile } from '../../src/store/database-file.ts'
import { first } from '../../src/store/migrations/0001-first.ts'
import { irc } from '../../src/store/migrations/0002-irc.ts'
import { openStore } from '../../src/store/open-store.ts'
import { addUser, messageOf, refusalOf, rememberingLog, temporaryFolder } from './support.ts'

let place: ReturnType<typeof temporaryFolder>
let file: string
const log = rememberingLog()
beforeEach(() => {
  place = temporaryFolder()
  file = join(place.folder, 'parlance.sqlite')
})
afterEach(() => place.remove())

const general = 'c-general' as ChannelId
const [john, odd, guest] = ['u-john', 'u-odd', 'u-guest'] as [UserId, UserId, UserId]

/** What the first version wrote, in its own columns. */
const filling = `
  INSERT INTO users (id, name, folded_name, kind, role, password_hash, created_at, last_seen_at) VALUES
    ('u-john', 'John', 'john', 'person', 'admin', 'hash', 1, 2),
    ('u-odd', '[Long|Name]^', '[long|name]^', 'person', 'none', 'hash', 1, 2),
    ('u-sign', '|', '|', 'person', 'none', 'hash', 1, 2),
    ('u-guest', 'guest-1', 'guest-1', 'guest', 'none', NULL, 1, 2);
  INSERT INTO channels (id, kind, name, folded_name, topic, moderated, invite_only, members_only, topic_locked, secret,
    created_at, last_position) VALUES ('c-general', 'public', 'General', 'general', 'tea', 1, 0, 1, 0, 0, 5, 3);
  INSERT INTO memberships (channel_id, user_id, role, joined_at, read_position) VALUES ('c-general', 'u-john', 'owner', 5, 2);
  INSERT INTO messages (id, channel_id, position, changed_position, author_id, author_name, kind, text, sent_at) VALUES
    ('m-1', 'c-general', 1, 1, 'u-john', 'John', 'text', 'hello', 10),
    ('m-2', 'c-general', 2, 2, 'u-gone', 'Guest-Gone7', 'text', 'bye', 20),
    ('m-3', 'c-general', 3, 3, 'u-odd', '[Long|Name]^', 'action', 'waves', 30);`

async function fileOfTheFirstVersion(): Promise<void> {
  await (await openStore({ file, log, migrations: [first] })).close()
  const raw = new Database(file)
  raw.exec(filling)
  raw.close()
}

it('people of the first version keep their names as accounts, which nobody else can take', async () => {
  await fileOfTheFirstVersion()
  const store = await openStore({ file, log })
  const found = await store.users.byName('JOHN')
  expect(found).toMatchObject({
    id: john,
    name: 'John',
    account: 'John',
    userhost: 'john@John.user',
    role: 'admin',
  })
  expect(found?.settings).toEqual({ invisible: false, bot: false, accountsOnly: false, oneClient: false })
  expect(await store.users.credentials('john')).toMatchObject({ passwordHash: 'hash' })
  expect(await store.users.scramOf('john')).toBeNull()
  expect((await store.users.byId(odd))?.userhost).toBe('longname@[Long|Name]^.user')
  expect((await store.users.byName('|'))?.userhost).toBe('user@|.user')
  expect(await store.users.byId(guest)).toMatchObject({ account: null, userhost: 'guest-1@gone.guest' })
  expect(await refusalOf(addUser(store, 'JOHN'))).toBe('name-taken')
  await store.users.rename(john, 'Johnny')
  expect((await store.users.byName('john'))?.id).toBe(john)
  expect(await store.users.removeAllGuests()).toBe(1)
  expect((await addUser(store, 'guest-1')).account).toBe('guest-1')
  await store.close()
})

it('channels, memberships and messages of the first version are as if made without the new features', async () => {
  await fileOfTheFirstVersion()
  const store = await openStore({ file, log })
  const access = await store.channels.access({ id: general }, john, 1)
  expect(access).toMatchObject({
    hasMutes: false,
    membership: { role: 'owner', readPosition: 2, readAt: null },
  })
  const added = { accountsOnly: false, accountsSpeak: false, noCtcp: false, noPreviews: false }
  expect(access?.channel.settings).toMatchObject({ moderated: true, ...added })
  const said = await store.messages.range({
    channel: general,
    after: null,
    before: null,
    keep: 'oldest',
    spokenOnly: true,
    limit: 9,
  })
  expect(said.map(({ author }) => [author.account, author.userhost])).toEqual([
    ['John', 'john@John.user'],
    [null, 'guest-gone@gone.guest'],
    ['[Long|Name]^', 'longname@[Long|Name]^.user'],
  ])
  expect(said.map(({ tags }) => tags)).toEqual([null, null, null])
  expect(await store.memberships.markReadAt(john, general, 30)).toEqual({ readAt: 30, readPosition: 3 })
  const mine = await store.users.byId(john)
  if (mine === null) throw new Error('john is there')
  const answer = { replyTo: 'm-1' as MessageId, sentAt: 40 }
  const { message } = await store.messages.append(messageOf(general, mine, answer))
  expect(message.position).toBe(4)
  await store.close()
})

it('a backup of the first version can be made and restored by this one', async () => {
  await fileOfTheFirstVersion()
  const manifest = await backupTo(join(place.folder, 'backup'), { file, log })
  expect(manifest).toMatchObject({ schema: '0001-first', counts: { users: 4, messages: 3 } })
  expect(manifest.counts).not.toHaveProperty('names')
  const restored = join(place.folder, 'restored')
  await restoreFrom(join(place.folder, 'backup'), restored, log)
  const store = await openStore({ file: databaseFile(restored), log })
  expect((await store.users.byName('john'))?.account).toBe('John')
  await store.close()
})

/** What the second version wrote besides: signs without a place in the order. */
const signs = `
  INSERT INTO channels (id, kind, name, folded_name, topic, moderated, invite_only, members_only, topic_locked, secret,
    created_at, last_position) VALUES ('c-quiet', 'public', 'quiet', 'quiet', '', 0, 0, 1, 0, 0, 5, 0);
  INSERT INTO reactions (message_id, user_id, user_name, reaction, reacted_at) VALUES
    ('m-3', 'u-john', 'John', 'late', 90), ('m-1', 'u-gone', 'guest-7', 'early', 40), ('m-1', 'u-john', 'John', 'later', 50),
    ('m-3', 'u-odd', '[Long|Name]^', 'at the same time', 50);`

it('signs put before they had places are the newest changes of their channel, in the order of their times', async () => {
  await fileOfTheFirstVersion()
  await (await openStore({ file, log, migrations: [first, irc] })).close()
  const raw = new Database(file)
  raw.exec(signs)
  raw.close()
  const store = await openStore({ file, log })
  const { changes, position } = await store.messages.changedSince(general, 3, 9)
  const told = changes.map((change) => (change.kind === 'reaction' ? change : null))
  expect(told.map((one) => [one?.position, one?.message, one?.reaction, one?.author.userhost])).toEqual([
    [4, 'm-1', 'early', 'user@gone.guest'],
    [5, 'm-1', 'later', 'john@John.user'],
    [6, 'm-3', 'at the same time', 'longname@[Long|Name]^.user'],
    [7, 'm-3', 'late', 'john@John.user'],
  ])
  expect(told.every((one) => one?.added === true)).toBe(true)
  expect(position).toBe(7)
  const lastOf = async (id: ChannelId) => (await store.channels.access({ id }, null, 1))?.channel.lastPosition
  expect([await lastOf(general), await lastOf('c-quiet' as ChannelId)]).toEqual([7, 0])
  const mine = await store.users.byId(john)
  if (mine === null) throw new Error('john is there')
  expect((await store.messages.append(messageOf(general, mine))).message.position).toBe(8)
  await store.close()
})

it('people of the second version stay who they are, and can be remembered from now on', async () => {
  await (await openStore({ file, log, migrations: [first, irc] })).close()
  const raw = new Database(file)
  raw.exec(`
    INSERT INTO users (id, name, folded_name, account, userhost, kind, role, password_hash, scram, created_at, last_seen_at) VALUES
      ('u-john', 'Johnny', 'johnny', 'John', 'j@John.user', 'person', 'admin', 'hash', 'keys', 1, 2);
    INSERT INTO names (folded_name, user_id) VALUES ('john', 'u-john'), ('johnny', 'u-john');
    INSERT INTO certificates (fingerprint, user_id, added_at) VALUES ('aa', 'u-john', 3);`)
  raw.close()
  const store = await openStore({ file, log })
  const known = await store.users.credentials('john')
  expect(known).toMatchObject({ passwordHash: 'hash', user: { name: 'Johnny', passwordChanges: 0 } })
  expect((await store.users.scramOf('johnny'))?.scram).toBe('keys')
  expect((await store.users.certificateOwner('aa'))?.id).toBe(john)
  expect(await store.tokens.ofUser(john, 10)).toEqual([])
  const token = { id: 't-1' as TokenId, user: john, digest: 'd', kind: 'browser', name: 'Firefox' } as const
  const from = { usedFrom: '192.0.2.1', createdAt: 5, expiresAt: 20, limit: 9 }
  await store.tokens.create({ ...token, ...from }, { token: null, passwordChanges: 0 })
  expect(await store.tokens.byDigest('d', 10)).toMatchObject({ token: { id: 't-1' }, user: { id: john } })
  await store.close()
})
