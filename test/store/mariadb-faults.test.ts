/** MariaDB that goes away, cuts connections or locks; what it must be set to; and changes of its schema that were cut off. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { problemOf } from '../../src/store/dialects/mariadb/demands.ts'
import { first } from '../../src/store/migrations/0001-first.ts'
import { irc } from '../../src/store/migrations/0002-irc.ts'
import { openDatabase, openStore } from '../../src/store/open-store.ts'
import { hasMariadb, Mariadb } from '../support/mariadb.ts'
import { faultsContract, faultScene } from './faults-contract.ts'
import { addUser, messageOf, rememberingLog } from './support.ts'

describe.runIf(hasMariadb)('MariaDB', () => {
  let mariadb: Mariadb

  beforeAll(async () => {
    mariadb = await Mariadb.start()
  }, 60_000)
  afterAll(() => mariadb.stop())

  faultsContract(() => mariadb)

  test('one that flushes later than it acknowledges is told of at the start', async () => {
    const told = async () => {
      const { store, log } = await faultScene(mariadb)
      await store.close()
      return log.lines.filter(({ message }) => message.includes('innodb_flush_log_at_trx_commit')).length
    }
    expect(await told()).toBe(1)
    await mariadb.ask('SET GLOBAL innodb_flush_log_at_trx_commit = 1')
    expect(await told()).toBe(0)
    await mariadb.ask('SET GLOBAL innodb_flush_log_at_trx_commit = 2')
  })

  test('one that only answers is refused at the start, and in words when it becomes so', async () => {
    const { store, append, database } = await faultScene(mariadb)
    await mariadb.ask('SET GLOBAL read_only = 1')
    expect(await append()).toBe('storage-unavailable')
    const server = mariadb.place(database)
    await expect(openStore({ server, log: rememberingLog() })).rejects.toThrow('this is not the primary')
    await mariadb.ask('SET GLOBAL read_only = 0')
    expect(await append()).toBe('not refused')
    await store.close()
  })

  test('a certificate is not looked at as if it were for an address', async () => {
    const server = { ...(await mariadb.database()), tls: { ca: null, verify: true } }
    const opened = openStore({ server, log: rememberingLog() })
    await expect(opened).rejects.toThrow('give its name in database.host')
  })

  const good = {
    version: '10.11.14-MariaDB-0+deb12u2',
    read_only: 0,
    row_format: 'dynamic',
    page_size: 16_384,
    log_bin: 0,
    binlog_format: 'MIXED',
    flush: 1,
  }

  test.each([
    [{}, /^it will do$/],
    [{ version: '11.8.2-MariaDB' }, /^it will do$/],
    [{ version: '5.5.5-10.6.0-MariaDB-log' }, /^it will do$/],
    [{ version: '10.5.29-MariaDB' }, /MariaDB 10\.6 is the oldest/],
    [{ version: '8.0.44' }, /MariaDB 10\.6 is the oldest/],
    [{ row_format: 'compact' }, /innodb_default_row_format/],
    [{ page_size: 4096 }, /innodb_page_size/],
    [{ log_bin: 1 }, /^it will do$/],
    [{ log_bin: 1, binlog_format: 'STATEMENT' }, /binlog_format/],
  ])('looks at what it must be set to: %j', (change, problem) => {
    expect(problemOf({ ...good, ...change }) ?? 'it will do').toMatch(problem)
  })

  test.each([
    ['a new database', [], 'drop the database and create it anew'],
    ['one that was in use', [first], 'restore the copy'],
  ])(
    'a change of the schema that was cut off is told of at every later start: %s',
    async (_, before, wayOut) => {
      const server = await mariadb.database()
      const log = rememberingLog()
      if (before.length > 0) await (await openStore({ server, log, migrations: before })).close()
      const failing = {
        ...irc,
        up: async (...given: Parameters<typeof irc.up>) => {
          await irc.up(...given)
          throw new Error('cut off')
        },
      }
      await expect(openStore({ server, log, migrations: [first, failing] })).rejects.toThrow('cut off')
      for (let starts = 0; starts < 2; starts += 1)
        await expect(openStore({ server, log })).rejects.toThrow(wayOut)
    },
  )

  test('texts are what they are: case, accents, trailing spaces and what lies beyond the first plane', async () => {
    const { store, john, tea } = await faultScene(mariadb)
    for (const clientTag of ['tag', 'TAG', 'tag ', 'tág', 'tag\u{1f375}']) {
      const { message, fresh } = await store.messages.append(
        messageOf(tea.id, john, { clientTag, text: `${clientTag}\\'"\0;?` }),
      )
      expect(fresh).toBe(true)
      expect((await store.messages.byId(message.id))?.text).toBe(`${clientTag}\\'"\0;?`)
    }
    await store.close()
  })

  test('a statement that the server ends for the sake of a transaction is asked again', async () => {
    const { store, john, database } = await faultScene(mariadb)
    const mary = await addUser(store, 'mary')
    const dialect = await openDatabase({ server: mariadb.place(database), log: rememberingLog() })
    const [first, second] = [john.id, mary.id].toSorted()
    const other = await mariadb.connect(database)
    // The one that has changed more is left alone.
    await other.query(`BEGIN; UPDATE users SET last_seen_at = 1 WHERE id = '${second}';
      ${Array.from({ length: 50 }, (_, at) => `INSERT INTO secrets VALUES ('s${at}', '')`).join(';')}`)
    const both = dialect.db.updateTable('users').set({ last_seen_at: 2 }).executeTakeFirst()
    const waits = `SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'`
    await vi.waitUntil(async () => (await mariadb.ask(waits)).length === 1, { timeout: 10_000 })
    await other.query(`UPDATE users SET last_seen_at = 1 WHERE id = '${first}'; COMMIT`)
    expect((await both).numUpdatedRows).toBe(2n)
    const [deadlocks] = await mariadb.ask(`SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'`)
    expect(Number(deadlocks?.['Value'])).toBeGreaterThan(0)
    await other.end()
    await dialect.close()
    await store.close()
  })
})
