/** The page about the database says what the database is. */
import { expect, it } from 'vitest'
import { databasePage, isFresh } from '../../scripts/database-doc.ts'

it('docs/database.md is what the migrations make', async () => {
  expect(await isFresh(), 'run: node scripts/database-doc.ts').toBe(true)
})

it('every column that is not plain by its name has a meaning', async () => {
  const page = await databasePage()
  expect(page).toContain('| `last_position` | INTEGER |')
  expect(page).toContain('channels ||--o{ messages : channel_id')
  expect(page).toContain('unique (channel_id, position)')
})
