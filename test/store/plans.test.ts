/** How SQLite finds things: what is asked often, or for everybody who goes, never looks at a whole table. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Expression, Kysely, sql, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { UserId } from '../../src/core/types.ts'
import { countOccupied } from '../../src/store/channels/list.ts'
import { scripts } from '../../src/store/dialects/sqlite/scripts.ts'
import { addressed, ownChannels } from '../../src/store/memberships/own.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Tables } from '../../src/store/tables.ts'
import { rememberingLog, temporaryFolder } from './support.ts'

const place = temporaryFolder()
let raw: Database.Database

beforeAll(async () => {
  const file = join(place.folder, 'parlance.sqlite')
  await (await openStore({ file, log: rememberingLog() })).close()
  raw = new Database(file)
})

afterAll(() => {
  raw.close()
  place.remove()
})

function column(sql: string, name: string, ...parameters: readonly unknown[]): readonly unknown[] {
  const rows = raw.prepare<unknown[], Record<string, unknown>>(sql).all(...parameters)
  return rows.map((row) => row[name])
}

const larger = (left: Expression<number>, right: Expression<number>) => sql<number>`max(${left}, ${right})`

/** How SQLite would go about each query that `work` asks. */
async function planOf(work: (db: Kysely<Tables>) => Promise<unknown>): Promise<readonly unknown[]> {
  const asked: { sql: string; parameters: readonly unknown[] }[] = []
  const dialect = new SqliteDialect({ database: raw })
  await work(new Kysely<Tables>({ dialect, log: ({ query }) => void asked.push(query) }))
  return asked.flatMap(({ sql, parameters }) => column(`EXPLAIN QUERY PLAN ${sql}`, 'detail', ...parameters))
}

it('whoever goes is found by an index wherever a row goes with them', () => {
  const missing: string[] = []
  for (const table of column("SELECT name FROM sqlite_master WHERE type = 'table'", 'name')) {
    const indexes = column('SELECT name FROM pragma_index_list(?)', 'name', table)
    const found = indexes.flatMap((index) =>
      column('SELECT name FROM pragma_index_info(?)', 'name', index).slice(0, 1),
    )
    const going = 'SELECT "from" FROM pragma_foreign_key_list(?) WHERE on_delete = \'CASCADE\''
    for (const from of column(going, 'from', table)) {
      if (!found.includes(from)) missing.push(`${String(table)}.${String(from)}`)
    }
  }
  expect(missing).toEqual([])
})

it('the channels in use are counted without a look at the direct ones', async () => {
  const plan = await planOf(countOccupied)
  expect(plan.join('\n')).toMatch(/SEARCH channels USING (COVERING )?INDEX \S+ \(kind=\?\)/)
  expect(plan.join('\n')).not.toContain('SCAN')
})

it('what is unread is looked for from the place where somebody stopped', async () => {
  const reader = { id: 'u-1' as UserId, name: 'ann', account: 'ann' }
  const plans = [
    await planOf((db) => ownChannels({ db, larger }, reader.id, 1000)),
    await planOf((db) => addressed({ db, larger }, reader, { changes: 1000, limit: 1000 })),
  ]
  for (const plan of plans) {
    expect(plan.join('\n')).toMatch(/SEARCH messages USING INDEX \S+ \(channel_id=\? AND position>\?\)/)
    expect(plan.join('\n')).not.toContain('SCAN')
  }
})

it('a search without words looks at a page of each channel, found by an index', () => {
  const times = planned('message.search-times')
  expect(times).toContain('SEARCH m USING INDEX messages_time (channel_id=? AND sent_at>? AND sent_at<?)')
  const files = planned('message.search-files')
  expect(files).toContain('SEARCH m USING INDEX messages_files (channel_id=? AND sent_at>? AND sent_at<?)')
  for (const plan of [times, files]) {
    expect(plan).toContain('SEARCH m USING INTEGER PRIMARY KEY (rowid=?)')
    expect(plan).not.toMatch(/SCAN (m|c|own)\b/)
  }
})

function planned(name: `message.search-${'times' | 'files'}`): string {
  const { sql: written, take } = scripts[name].answer
  return column(`EXPLAIN QUERY PLAN ${written}`, 'detail', ...take.map(() => null)).join('\n')
}
