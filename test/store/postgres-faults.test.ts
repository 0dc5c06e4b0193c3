/** A PostgreSQL server that goes away, cuts connections or locks: requests are refused in time, nothing leaks, and all goes on. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { hasPostgres, Postgres } from '../support/postgres.ts'
import { addChannel, addUser, messageOf, refusalOf, rememberingLog } from './support.ts'

async function isBack(append: () => Promise<string>): Promise<void> {
  await vi.waitUntil(async () => (await append()) === 'not refused', { timeout: 15_000 })
}

describe.runIf(hasPostgres)('PostgreSQL', () => {
  let postgres: Postgres

  beforeAll(async () => {
    postgres = await Postgres.start(['fsync=off', 'synchronous_commit=off'])
  }, 60_000)
  afterAll(() => postgres.stop())

  async function scene(connections = 4) {
    const log = rememberingLog()
    const server = { ...(await postgres.database()), connections }
    const store = await openStore({ server, log })
    const john = await addUser(store, 'john')
    const tea = await addChannel(store, 'tea', { owner: john.id })
    const append = () => refusalOf(store.messages.append(messageOf(tea.id, john)))
    return { store, john, tea, append, log, database: server.database }
  }

  test('connections that are cut under load refuse what they carried, and are replaced', async () => {
    const { store, append, database, log } = await scene()
    for (let round = 0; round < 5; round += 1) {
      const under = Array.from({ length: 50 }, append)
      await postgres.ask(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND application_name = 'parlance'`,
      )
      for (const answer of await Promise.all(under))
        expect(['not refused', 'storage-unavailable']).toContain(answer)
      await isBack(append)
    }
    const [held] = await postgres.ask(
      `SELECT count(*)::int AS many FROM pg_stat_activity WHERE datname = '${database}'`,
    )
    expect(held?.['many']).toBeLessThanOrEqual(6)
    expect(
      log.lines.filter(({ message }) => message === 'the database does not answer').length,
    ).toBeGreaterThan(0)
    await store.close()
  }, 60_000)

  test('one that is away is told of once, and again when it is back', async () => {
    const { store, append, log } = await scene()
    await postgres.goAway()
    for (let tries = 0; tries < 5; tries += 1) expect(await append()).toBe('storage-unavailable')
    await expect(store.ping()).rejects.toMatchObject({ code: 'storage-unavailable' })
    await postgres.comeBack()
    await isBack(append)
    await store.ping()
    const told = log.lines
      .map(({ message }) => message)
      .filter((message) => message.startsWith('the database '))
    expect(told.filter((message) => message !== 'the database schema was changed')).toEqual([
      'the database does not answer',
      'the database answers again',
    ])
    await store.close()
  }, 60_000)

  test('what is acknowledged is flushed, even where the server is set to flush later', async () => {
    const { store, append, database } = await scene()
    expect(await append()).toBe('not refused')
    const [own] = await postgres.ask('SHOW synchronous_commit', database)
    expect(own?.['synchronous_commit']).toBe('off')
    const before = await flushedUpTo()
    expect(await append()).toBe('not refused')
    const [written] = await postgres.ask(`SELECT pg_current_wal_flush_lsn() > '${before}'::pg_lsn AS moved`)
    expect(written?.['moved']).toBe(true)
    await store.close()
  })

  async function flushedUpTo(): Promise<string> {
    const [row] = await postgres.ask('SELECT pg_current_wal_insert_lsn()::text AS place')
    return String(row?.['place'])
  }

  test('a node that has gone silent in the middle of a change holds nobody up for long', async () => {
    const { store, append, tea, database } = await scene()
    const silent = await lockedBy(database, tea.id)
    const waiting = append()
    expect(await refusalOf(store.users.count())).toBe('not refused')
    expect(await waiting).toBe('not refused')
    await silent.end().catch(() => undefined)
    await store.close()
  }, 60_000)

  /** As our own connections are set, so the server ends it after a while. */
  async function lockedBy(database: string, channel: string): Promise<pg.Client> {
    const client = new pg.Client({ host: '127.0.0.1', port: postgres.port, user: 'postgres', database })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('SET idle_in_transaction_session_timeout = 1000; BEGIN')
    await client.query('SELECT id FROM channels WHERE id = $1 FOR UPDATE', [channel])
    return client
  }

  test('no more waits than there is room for', async () => {
    const { store, database } = await scene(2)
    const reads = Array.from({ length: 500 }, () => store.users.count())
    expect(new Set(await Promise.all(reads)).size).toBe(1)
    const [held] = await postgres.ask(
      `SELECT count(*)::int AS many FROM pg_stat_activity WHERE datname = '${database}' AND application_name = 'parlance'`,
    )
    expect(held?.['many']).toBeLessThanOrEqual(4)
    await store.close()
  })
})
