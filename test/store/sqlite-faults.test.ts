/** What SQLite's own troubles look like from outside: files that cannot be opened, threads that die, disks that fill. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelId } from '../../src/core/types.ts'
import { openSqlite, type SqliteDialect } from '../../src/store/dialects/sqlite/open.ts'
import { migrate } from '../../src/store/migrate.ts'
import { migrations } from '../../src/store/migrations/index.ts'
import type { Migration } from '../../src/store/migrations/migration.ts'
import { type OpenStore, openStore, storeOver } from '../../src/store/open-store.ts'
import { StoreOpenError } from '../../src/store/store-open-error.ts'
import {
  addChannel,
  addUser,
  messageOf,
  newId,
  refusalOf,
  rememberingLog,
  say,
  temporaryFolder,
} from './support.ts'

let place: ReturnType<typeof temporaryFolder>
let file: string
let log: ReturnType<typeof rememberingLog>
beforeEach(() => {
  place = temporaryFolder()
  file = join(place.folder, 'parlance.sqlite')
  log = rememberingLog()
})
afterEach(() => place.remove())

async function opened(options: Partial<Parameters<typeof openSqlite>[0]> = {}) {
  const dialect = await openSqlite({ file, log, ...options })
  await migrate(dialect, { migrations, keepCopy: async () => undefined, now: 1, log })
  return { dialect, store: storeOver(dialect) }
}

async function scene(store: OpenStore) {
  const channel = await addChannel(store, 'general')
  return { channel, john: await addUser(store, 'john', { channels: [channel.id] }) }
}

async function whyNot(path: string): Promise<string> {
  const error: unknown = await openStore({ file: path, log }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(StoreOpenError)
  return error instanceof Error ? error.message : ''
}

describe('opening', () => {
  it('refuses a file that is not a database, in one line, and leaves it as it was', async () => {
    writeFileSync(file, 'this is a letter, not a database\n'.repeat(100))
    expect(await whyNot(file)).toBe(`cannot open the database ${file}: it is not a database`)
    expect(readdirSync(place.folder)).toEqual(['parlance.sqlite'])
  })

  it('refuses a folder, and a folder that is not there', async () => {
    mkdirSync(file)
    expect(await whyNot(file)).toMatch(/cannot be opened/)
    expect(await whyNot(join(place.folder, 'absent', 'x.sqlite'))).toMatch(/directory does not exist/)
  })

  it('refuses a schema newer than the program, without changing it', async () => {
    await (await openStore({ file, log })).close()
    const raw = new Database(file)
    raw.exec("INSERT INTO schema_migrations VALUES ('9999-later', 1)")
    raw.close()
    expect(await whyNot(file)).toMatch(/newer than this program: it has "9999-later"/)
    expect(readdirSync(place.folder)).toEqual(['parlance.sqlite'])
  })
})

describe('migrations', () => {
  const second: Migration = {
    name: '9999-test',
    async up(db) {
      await db.schema.alterTable('users').addColumn('colour', 'text').execute()
    },
  }
  const broken: Migration = {
    name: '0004-broken',
    async up(db) {
      await db.schema.createTable('half').addColumn('id', 'integer').execute()
      await db.schema.alterTable('nowhere').addColumn('x', 'text').execute()
    },
  }

  it('keeps a copy of what was there before changing it, once', async () => {
    const before = await openStore({ file, log })
    await addUser(before, 'john')
    await before.close()
    const after = await openStore({ file, log, migrations: [...migrations, second] })
    expect((await after.users.byName('john'))?.name).toBe('john')
    await after.close()
    const copy = new Database(`${file}.before-9999-test`, { readonly: true })
    expect(copy.prepare('SELECT name FROM users').pluck().all()).toEqual(['john'])
    const names = migrations.map(({ name }) => name)
    expect(copy.prepare('SELECT name FROM schema_migrations').pluck().all()).toEqual(names)
    copy.close()
    const again = await openStore({ file, log, migrations: [...migrations, second] })
    await again.close()
    expect(readdirSync(place.folder).toSorted()).toEqual([
      'parlance.sqlite',
      'parlance.sqlite.before-9999-test',
    ])
  })

  it('makes no copy of a new file', async () => {
    await (await openStore({ file, log, migrations: [...migrations, second] })).close()
    expect(readdirSync(place.folder)).toEqual(['parlance.sqlite'])
  })

  it('undoes a migration that fails half-way, and says so in one line', async () => {
    await (await openStore({ file, log })).close()
    const opening = openStore({ file, log, migrations: [...migrations, broken] })
    await expect(opening).rejects.toThrow(/no such table: nowhere/)
    const raw = new Database(file, { readonly: true })
    expect(raw.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").all()).toEqual([])
    raw.close()
    await (await openStore({ file, log })).close()
  })
})

describe('the audit log', () => {
  it('cannot be changed or shortened by any statement', async () => {
    const { dialect, store } = await opened()
    const entry = {
      at: 1,
      by: 'console:root',
      action: 'user.ban',
      subject: null,
      reason: null,
      details: null,
    }
    await store.audit.append(entry)
    await expect(dialect.db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toThrow(
      /only grows/,
    )
    await expect(dialect.db.deleteFrom('audit').execute()).rejects.toThrow(/only grows/)
    expect(await store.audit.list(5)).toEqual([entry])
    await store.close()
  })
})

describe('a thread that dies', () => {
  it.each(['writer', 'reader'] as const)(
    '(%s) rejects what waits and what comes, and is logged',
    async (role) => {
      const { dialect, store } = await opened()
      const { channel, john } = await scene(store)
      expect(await refusalOf(store.ping())).toBe('not refused')
      const ask = () => {
        return role === 'writer'
          ? store.messages.append(messageOf(channel.id, john))
          : store.users.byId(john.id)
      }
      const waiting = refusalOf(
        new Promise((resolve, reject) => void ask().then(() => ask().then(resolve, reject), reject)),
      )
      await dialect.threads[role].kill()
      expect(['storage-unavailable', 'not refused']).toContain(await waiting)
      expect(await refusalOf(ask())).toBe('storage-unavailable')
      expect(await refusalOf(store.ping())).toBe('storage-unavailable')
      expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1)
      await store.close()
    },
  )

  it('rejects a transaction under way', async () => {
    const { dialect, store } = await opened()
    const transaction = dialect.db.transaction().execute(async (inside) => {
      await dialect.threads.writer.kill()
      await inside.selectFrom('users').select('id').execute()
    })
    expect(await refusalOf(transaction)).toBe('storage-unavailable')
    expect(await refusalOf(addUser(store, 'mary'))).toBe('storage-unavailable')
    await store.close()
  })
})

describe('transactions', () => {
  it('that take too long are rolled back, and free the writer', async () => {
    const { dialect, store } = await opened({ transactionDeadlineMs: 1000 })
    const started = Promise.withResolvers<void>()
    const letGo = Promise.withResolvers<void>()
    const stuck = dialect.db.transaction().execute(async (inside) => {
      const invite = { digest: 'd', expires_at: 1, used_at: null, used_by: null }
      await inside.insertInto('invites').values(invite).execute()
      started.resolve()
      await letGo.promise
    })
    const outcome = refusalOf(stuck)
    await started.promise
    await store.users.addInvite('other', 1)
    letGo.resolve()
    expect(await outcome).toBe('storage-unavailable')
    const digests = await dialect.db.selectFrom('invites').select('digest').execute()
    expect(digests).toEqual([{ digest: 'other' }])
    await store.close()
  })

  it('keep single changes waiting no longer than themselves, and lose none of them', async () => {
    const { dialect, store } = await opened()
    const { channel, john } = await scene(store)
    const mixed = Array.from({ length: 60 }, (_, index) =>
      index % 3 === 0 ? addUser(store, `user${index}`) : say(store, channel, john, `${index}`),
    )
    await Promise.all(mixed)
    expect(await store.users.count()).toBe(21)
    expect(await store.messages.count()).toBe(40)
    expect(dialect.waiting()).toBe(0)
    await store.close()
  })
})

/** A ceiling on the file's pages fails writes just as a disk without room does. */
async function setPages(dialect: SqliteDialect, count: number): Promise<void> {
  const sql = `PRAGMA max_page_count = ${count}`
  await dialect.threads.writer.ask({ kind: 'query', sql, parameters: [] })
}

describe('a full disk', () => {
  it('refuses messages with storage-full, still reads, and recovers by itself', async () => {
    const { dialect, store } = await opened()
    const { channel, john } = await scene(store)
    const kept = await say(store, channel, john, 'before')
    await setPages(dialect, 1)
    const big = () =>
      messageOf(channel.id, john, { text: 'x'.repeat(50_000), clientTag: newId<string>('tag') })
    const lost = big()
    expect(await refusalOf(store.messages.append(lost))).toBe('storage-full')
    const several = await Promise.all([1, 2, 3].map(() => refusalOf(store.messages.append(big()))))
    expect(several).toEqual(['storage-full', 'storage-full', 'storage-full'])
    expect(await store.messages.history({ channel: channel.id, before: null, limit: 9 })).toEqual([kept])
    await setPages(dialect, 1_000_000)
    expect(await store.messages.append(lost)).toMatchObject({ fresh: true, message: { position: 2 } })
    await store.close()
  })
})

describe('ceilings', () => {
  it('answers busy past the number and the bytes that may wait, and accepts again afterwards', async () => {
    const { dialect } = await opened()
    const store = storeOver(dialect, { messages: 3, bytes: 1000 })
    const { channel, john } = await scene(store)
    const send = (text: string) => refusalOf(store.messages.append(messageOf(channel.id, john, { text })))
    const many = await Promise.all(['1', '2', '3', '4'].map(send))
    expect(many).toEqual(['not refused', 'not refused', 'not refused', 'busy'])
    const large = await Promise.all(['é'.repeat(300), 'é'.repeat(300), 'é'].map(send))
    expect(large).toEqual(['not refused', 'busy', 'not refused'])
    expect(store.counters()).toMatchObject({
      waiting: 0,
      waitingBytes: 0,
      stored: 5,
      repeated: 0,
      requests: 0,
    })
    await store.close()
  })

  it('bounds every kind of request', async () => {
    const { dialect, store } = await opened({ waitingCeiling: 2 })
    const reads = await Promise.all([1, 2, 3].map(() => refusalOf(store.users.count())))
    expect(reads).toEqual(['not refused', 'not refused', 'busy'])
    expect(dialect.waiting()).toBe(0)
    expect(await store.channels.access({ id: newId<ChannelId>('c') }, null, 1)).toBeNull()
    await store.close()
  })
})

it('closing finishes what was asked', async () => {
  const { store } = await opened()
  const { channel, john } = await scene(store)
  const asked = Promise.all([
    addUser(store, 'mary'),
    ...Array.from({ length: 20 }, (_, index) => say(store, channel, john, `${index}`)),
  ])
  await Promise.all([asked, store.close()])
  const again = await openStore({ file, log })
  expect(await again.messages.count()).toBe(20)
  expect(await again.users.count()).toBe(2)
  await again.close()
  expect(await refusalOf(store.users.count())).toBe('storage-unavailable')
})

it('closing ends whatever is still asked meanwhile, with an answer', async () => {
  const { dialect } = await opened()
  const { reader } = dialect.threads
  const closed = reader.close()
  const late = reader.ask({ kind: 'query', sql: 'SELECT 1', parameters: [] })
  expect(await refusalOf(late)).toBe('storage-unavailable')
  await closed
  await dialect.close()
})
