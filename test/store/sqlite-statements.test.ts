/** What is kept of compiled statements stays true. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../src/store/dialects/sqlite/open.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { rememberingLog, temporaryFolder } from './support.ts'

test('a change of the schema is seen by a query that was asked before it', async () => {
  const { folder, remove } = temporaryFolder()
  const dialect = await openSqlite({ file: join(folder, 'parlance.sqlite'), log: rememberingLog() })
  onTestFinished(async () => {
    await dialect.close()
    remove()
  })
  await dialect.db.schema.createTable('users').addColumn('id', 'text').execute()
  await dialect.db.schema.createIndex('users_id').on('users').column('id').execute()
  const found = () =>
    inTransaction(dialect.db, (transaction) => transaction.selectFrom('users').selectAll().executeTakeFirst())
  await inTransaction(dialect.db, async (transaction) => {
    await transaction.schema.alterTable('users').addColumn('name', 'text').execute()
    // Inside the transaction that changes it, too.
    expect(await transaction.selectFrom('users').selectAll().execute()).toEqual([])
  })
  await dialect.db.schema.alterTable('users').renameColumn('name', 'called').execute()
  await inTransaction(dialect.db, async (transaction) => {
    const row = { id: 'U1', called: 'john' }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a table of this test's own
    await transaction
      .insertInto('users')
      .values(row as never)
      .execute()
  })
  expect(await found()).toEqual({ id: 'U1', called: 'john' })
  await dialect.db.schema.alterTable('users').addColumn('colour', 'text').execute()
  expect(await found()).toEqual({ id: 'U1', called: 'john', colour: null })
})
