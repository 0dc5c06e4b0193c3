/** Everything from one kind of database to another and back: as it was, findable, and open for what comes next. */
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry, SanctionId, UploadId } from '../../src/core/types.ts'
import { copyDatabase, CopyError } from '../../src/store/copy.ts'
import type { DatabasePlace } from '../../src/store/database-place.ts'
import { copiedTables } from '../../src/store/copy/plan.ts'
import { contentOf } from '../../src/store/copy/rows.ts'
import { openDatabase, openStore, type OpenStore } from '../../src/store/open-store.ts'
import { openView } from '../../src/store/view.ts'
import type { TestServer } from '../support/database-server.ts'
import { databaseServers } from '../support/database-servers.ts'
import {
  addChannel,
  addGuest,
  addUser,
  messageOf,
  newId,
  rememberingLog,
  say,
  temporaryFolder,
} from './support.ts'

const log = rememberingLog()
let folder: ReturnType<typeof temporaryFolder>

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const file = (name: string): DatabasePlace => ({ file: join(folder.folder, name) })

async function contents(place: DatabasePlace) {
  const view = await openView(place, log)
  try {
    const found = copiedTables.map(async (plan) => [plan.table, await contentOf(view.db, plan)] as const)
    return Object.fromEntries(await Promise.all(found))
  } finally {
    await view.close()
  }
}

async function within(place: DatabasePlace, run: (store: OpenStore) => Promise<void>): Promise<void> {
  const store = await openStore({ ...place, log })
  try {
    await run(store)
  } finally {
    await store.close()
  }
}

/** Something of nearly everything; more messages than are copied at once. */
async function fill(store: OpenStore): Promise<void> {
  const ann = await addUser(store, 'ann')
  const ben = await addUser(store, 'Bén')
  const guest = await addGuest(store, 'guest')
  const tea = await addChannel(store, 'tea', { owner: ann.id })
  const { channel: direct } = await store.channels.openDirect([ann, ben], { id: newId('c'), at: 5 })
  const texts = ['Straße 日本語', 'ﾃｷｽﾄ 👍👏', 'it\'s 100% \\ "quoted"', 'ΟΔΟΣ\nline two', '\u{10FFFD}\u2028']
  for (let index = 0; index < 1200; index += 1)
    await store.messages.append(messageOf(tea.id, guest, { text: `${index} ${texts[index % texts.length]}` }))
  const first = await say(store, direct, ann, 'first')
  await store.messages.append(
    messageOf(direct.id, ben, { text: 'second', replyTo: first.id, tags: { mood: 'ø' }, clientTag: 'once' }),
  )
  await store.messages.edit(first.id, { text: 'first, edited', at: 7 })
  const gone = await say(store, tea, ann, 'nobody finds this')
  await store.messages.remove(gone.id, 8)
  await store.messages.append(messageOf(tea.id, ann, { kind: 'topic', text: 'all about tea' }))
  await store.messages.addReaction({ message: first.id, author: ben, reaction: '👍', at: 3 }, 9)
  await store.messages.pin({ message: first.id, by: ann, at: 6 }, 9)
  const by = { by: 'console', reason: 'why', createdAt: 1, expiresAt: null }
  const networks = ['203.0.113.0/24', '2001:db8::/32']
  for (const network of networks)
    await store.sanctions.add({
      id: newId<SanctionId>('s'),
      kind: 'ban',
      subject: { type: 'network', network },
      ...by,
    })
  const entry: AuditEntry = {
    at: 1,
    by: 'root',
    action: 'user.ban',
    subject: 'john',
    reason: null,
    details: null,
  }
  await store.audit.append(entry)
  await store.metadata.set(ann.id, { key: 'colour', value: 'red', limit: 9 })
  await store.users.addInvite('digest', 99)
  const limits = { perUser: 1e9, total: 1e9 }
  const id = newId<UploadId>('f')
  await store.uploads.reserve({ id, owner: ann.id, key: 'k', name: 'tea.png', size: 5, createdAt: 9 }, limits)
  await store.memberships.markRead(ann.id, [{ channel: tea.id, position: 3 }])
  await store.secret('cloak')
}

async function expectWhole(place: DatabasePlace): Promise<void> {
  await within(place, async (store) => {
    const ann = await store.users.byName('ann')
    if (ann === null) throw new Error('ann is missing')
    const search = async (text: string) => {
      const found = await store.messages.search({ user: ann.id, text, channel: null, limit: 2 })
      return found.map(({ message }) => message.text)
    }
    expect(await search('first')).toEqual(['first, edited'])
    expect(await search('本語 1195')).toEqual(['1195 Straße 日本語'])
    expect(await search('nobody')).toEqual([])
    expect(await store.sanctions.coveringAddress('203.0.113.9', 'ban', 5)).not.toBeNull()
    const access = await store.channels.access({ name: 'tea' }, ann.id, 1)
    if (access === null) throw new Error('#tea is missing')
    const said = await say(store, access.channel, ann, 'and it goes on')
    expect(said.position).toBe(access.channel.lastPosition + 1)
    expect(await search('goes on')).toEqual(['and it goes on'])
    await store.audit.append({
      at: 2,
      by: 'root',
      action: 'after',
      subject: null,
      reason: null,
      details: null,
    })
    expect((await store.audit.list(1))[0]?.action).toBe('after')
  })
}

describe('a copy of a database', () => {
  it('holds what the first one does, and goes on from there', async () => {
    const [from, to] = [file('from'), file('to')]
    await within(from, fill)
    const before = await contents(from)
    let told = 0
    const counts = await copyDatabase({ from, to, log, onRows: (rows) => (told += rows) })
    expect(counts.messages).toBe(1204)
    expect(told).toBe(2 * Object.values(counts).reduce((sum, count) => sum + count, 0))
    expect(await contents(to)).toEqual(before)
    await expectWhole(to)
    expect(await contents(from)).toEqual(before)
  })

  it('is not made over a chat, nor of what is no database', async () => {
    const [from, to] = [file('from'), file('to')]
    await within(from, async (store) => void (await addUser(store, 'ann')))
    await within(to, async (store) => void (await addUser(store, 'ben')))
    await expect(copyDatabase({ from, to, log })).rejects.toThrow(CopyError)
    await expect(copyDatabase({ from, to, log })).rejects.toThrow(/there is a chat in .* already \(users\)/)
    await expect(copyDatabase({ from: file('absent'), to: file('new'), log })).rejects.toThrow(
      /there is no database/,
    )
    await within(to, async (store) => {
      expect(await store.users.byName('ann')).toBeNull()
    })
  })
})

for (const { name, isInstalled, start } of databaseServers)
  describe.runIf(isInstalled)(`between SQLite and ${name}`, () => {
    let database: TestServer

    beforeAll(async () => {
      database = await start()
    }, 60_000)
    afterAll(() => database.stop())

    it('everything goes there and back, digest by digest', async () => {
      const [from, back] = [file('from'), file('back')]
      const server = { server: await database.database() }
      await within(from, fill)
      const before = await contents(from)
      await copyDatabase({ from, to: server, log })
      expect(await contents(server)).toEqual(before)
      await copyDatabase({ from: server, to: back, log })
      expect(await contents(back)).toEqual(before)
      await expectWhole(server)
      await expectWhole(back)
    }, 60_000)

    it('nothing is there when it does not come to its end', async () => {
      const from = file('from')
      const server = { server: await database.database() }
      await within(from, fill)
      const failing = copyDatabase({
        from,
        to: server,
        log,
        onRows() {
          throw new CopyError('somebody stumbled over the cable')
        },
      })
      await expect(failing).rejects.toThrow('stumbled')
      const dialect = await openDatabase({ ...server, log })
      expect(await dialect.db.selectFrom('users').select('id').execute()).toEqual([])
      await dialect.close()
    }, 60_000)
  })

describe.runIf(databaseServers.every(({ isInstalled }) => isInstalled))(
  'between one server and another',
  () => {
    it('everything goes there, digest by digest', async () => {
      const servers = await Promise.all(databaseServers.map(({ start }) => start()))
      try {
        const places = await Promise.all(servers.map(async (one) => ({ server: await one.database() })))
        const [postgres, mariadb] = places
        if (postgres === undefined || mariadb === undefined) throw new Error('there are two kinds')
        await within(postgres, fill)
        const before = await contents(postgres)
        await copyDatabase({ from: postgres, to: mariadb, log })
        expect(await contents(mariadb)).toEqual(before)
        await expectWhole(mariadb)
      } finally {
        await Promise.all(servers.map((one) => one.stop()))
      }
    }, 90_000)
  },
)
