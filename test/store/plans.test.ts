/** How SQLite finds things: what is asked often, or for everybody who goes, never looks at a whole table. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countOccupied } from '../../src/store/channels/list.ts'
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
