/** PostgreSQL that goes away, cuts connections or locks, and what it flushes to disk. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPostgres, Postgres } from '../support/postgres.ts'
import { faultsContract, faultScene } from './faults-contract.ts'

describe.runIf(hasPostgres)('PostgreSQL', () => {
  let postgres: Postgres

  beforeAll(async () => {
    postgres = await Postgres.start(['fsync=off', 'synchronous_commit=off'])
  }, 60_000)
  afterAll(() => postgres.stop())

  faultsContract(() => postgres)

  test('what is acknowledged is flushed, even where the server is set to flush later', async () => {
    const { store, append, database } = await faultScene(postgres)
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
})
