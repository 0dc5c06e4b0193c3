/** What migrations say differently on PostgreSQL. Texts are compared byte by byte, as on every other database. */
import { type RawBuilder, sql } from 'kysely'
import type { SchemaWords } from '../dialect.ts'
import { partialIndexes } from '../partial-indexes.ts'
import { createSearchIndex } from './search-index.ts'

const text: RawBuilder<unknown> = sql`text COLLATE "C"`

export const postgresWords: SchemaWords = {
  text,
  key: text,
  integer: 'bigint',
  bytes: 'bytea',
  sequence: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
  isAtomic: true,
  ...partialIndexes,
  createSearchIndex,
  // It is as it was made.
  renewSearchIndex: () => Promise.resolve(),
  async makeAppendOnly(db, table) {
    const refuse = sql.id(`${table}_only_grows`)
    await sql`CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'this table only grows'; END $$`.execute(db)
    await sql`CREATE TRIGGER ${refuse} BEFORE UPDATE OR DELETE OR TRUNCATE ON ${sql.table(table)}
      FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}()`.execute(db)
  },
}
