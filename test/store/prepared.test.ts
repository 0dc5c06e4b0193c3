/** Queries that are built once, as SQLite is asked them. */
import type { CompiledQuery } from 'kysely'
import { expect, test } from 'vitest'
import type { UserId } from '../../src/core/types.ts'
import { branded } from '../../src/lib/brand.ts'
import { kyselyOver } from '../../src/store/dialects/sqlite/driver.ts'
import { prepared } from '../../src/store/prepared.ts'

const unasked = { ask: unexpected, change: unexpected, hold: unexpected }

function unexpected(): Promise<never> {
  return Promise.reject(new Error('only built here'))
}

function listening() {
  const asked: CompiledQuery[] = []
  const db = kyselyOver({ reader: unasked, writer: unasked }, false)
  const read = <Row>(query: CompiledQuery<Row>): Promise<readonly Row[]> => {
    asked.push(query)
    return Promise.resolve([])
  }
  return { asked, db, read }
}

test('a query is built once, and each asker’s own values are put in wherever they stand', async () => {
  let built = 0
  const named = prepared((db, given: { readonly id: UserId; readonly kind: 'guest' | 'person' }) => {
    built += 1
    return db
      .selectFrom('users')
      .select('name')
      .where((is) => is.or([is('id', '=', given.id), is('owner_id', '=', given.id)]))
      .where('kind', '=', given.kind)
      .limit(5)
  })
  const reader = listening()
  await named.on(reader, { id: branded('U1'), kind: 'guest' })
  await named.on(reader, { kind: 'person', id: branded('U2') })
  expect(reader.asked.map(({ parameters }) => parameters)).toEqual([
    ['U1', 'U1', 'guest', 5],
    ['U2', 'U2', 'person', 5],
  ])
  expect(built).toBe(1)
  expect(reader.asked[1]?.sql).toBe(
    'select "name" from "users" where ("id" = (select ?) or "owner_id" = (select ?)) ' +
      'and "kind" = (select ?) limit (select ?)',
  )
  // @ts-expect-error -- what the types refuse is not bound as nothing either
  expect(() => named.on(reader, { id: branded('U1') })).toThrow('asked without "kind"')
  await named.on(listening(), { id: branded('U1'), kind: 'guest' })
  expect(built).toBe(2)
})
