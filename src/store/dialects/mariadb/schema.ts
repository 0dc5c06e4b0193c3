/** What migrations say differently on MariaDB. Texts are compared byte by byte, trailing spaces included, as on every other database. */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../../tables.ts'
import type { SchemaWords } from '../dialect.ts'
import { createSearchIndex } from './search-index.ts'

const compared = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin'
const text: RawBuilder<unknown> = sql.raw(`mediumtext ${compared}`)
/** Three of them fit into one key: 3 × 255 × 4 bytes of 3072. */
const key: RawBuilder<unknown> = sql.raw(`varchar(255) ${compared}`)

export const mariadbWords: SchemaWords = {
  text,
  key,
  integer: 'bigint',
  bytes: 'varbinary(255)',
  sequence: (column) => column.primaryKey().autoIncrement(),
  // Every change of a schema is committed by itself.
  isAtomic: false,
  createFilesIndex,
  // An index has all rows.
  narrowTagsIndex: () => Promise.resolve(),
  narrowChangesIndex: () => Promise.resolve(),
  createSearchIndex,
  // It is as it was made.
  renewSearchIndex: () => Promise.resolve(),
  async makeAppendOnly(db, table) {
    for (const verb of ['update', 'delete'] as const) {
      await sql`CREATE TRIGGER ${sql.id(`${table}_refuses_${verb}`)} BEFORE ${sql.raw(verb.toUpperCase())}
        ON ${sql.table(table)} FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'this table only grows'`.execute(
        db,
      )
    }
  },
}

/** An index has all rows; this one has those with files beside each other. The column is computed, and no `*` has it. */
async function createFilesIndex(db: Kysely<Tables>): Promise<void> {
  await sql`ALTER TABLE messages ADD COLUMN has_files tinyint AS (uploads IS NOT NULL) VIRTUAL INVISIBLE`.execute(
    db,
  )
  await sql`CREATE INDEX messages_files ON messages (channel_id, has_files, sent_at, position)`.execute(db)
}
