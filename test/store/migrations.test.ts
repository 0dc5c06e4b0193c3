/** Databases of earlier versions, brought up to date with what people had in them. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ChannelId, MessageId, UserId } from '../../src/core/types.ts'
import { backupTo, restoreFrom } from '../../src/store/backup.ts'
import { databaseFile } from '../../src/store/database-file.ts'
import { first } from '../../src/store/migrations/0001-first.ts'
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
  const added = { accountsOnly: false, accountsSpeak: false, noCtcp: false }
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
  expect(await store.memberships.markReadAt(john, general, 30)).toBe(30)
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
