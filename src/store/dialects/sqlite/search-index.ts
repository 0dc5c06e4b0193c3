/** The index of words on SQLite: which terms are in which message, all words, and which parts are in which word. */
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../tables.ts'

const tables = ['message_search', 'message_search_words', 'message_search_parts'] as const
/** Merged into larger pieces less often than by default: storing is a good part cheaper, searching hardly slower. */
const mergedTogether = 8
const rowsAtOnce = 10_000

/** Terms are cut by our own functions and texts not kept twice; which terms a message has is kept, but not where. */
export async function createSearchIndex(db: Kysely<Tables>): Promise<void> {
  const bare = sql`content = '', contentless_delete = 1, detail = none`
  await sql`CREATE VIRTUAL TABLE message_search USING fts5(terms, tokenize = 'ascii', ${bare})`.execute(db)
  await sql`INSERT INTO message_search (message_search, rank) VALUES ('automerge', ${sql.lit(mergedTogether)})`.execute(
    db,
  )
  await sql`CREATE TABLE message_search_words (id integer PRIMARY KEY, word text NOT NULL UNIQUE)`.execute(db)
  const parts = sql`tokenize = 'trigram case_sensitive 1', ${bare}`
  await sql`CREATE VIRTUAL TABLE message_search_parts USING fts5(word, ${parts})`.execute(db)
}

/** Whoever said something is in the index, too: an index of authors beside it is needed no longer. */
export async function renewSearchIndex(db: Kysely<Tables>): Promise<void> {
  for (const table of tables) await db.schema.dropTable(table).ifExists().execute()
  await createSearchIndex(db)
  const { last } = await db
    .selectFrom('messages')
    .select((is) => is.fn.coalesce(is.fn.max('seq'), is.lit(0)).as('last'))
    .executeTakeFirstOrThrow()
  for (let from = 1; from <= last; from += rowsAtOnce)
    await indexMessages(db, { from, upTo: from + rowsAtOnce - 1 })
  await db.schema.dropIndex('messages_author').execute()
}

/** Messages that are not in the index yet, by their rows. */
export async function indexMessages(
  db: Kysely<Tables>,
  { from, upTo }: { readonly from: number; readonly upTo: number },
): Promise<void> {
  await sql`INSERT INTO message_search (rowid, terms)
    SELECT seq, search_terms(text, channel_id, author_id) FROM messages
    WHERE seq BETWEEN ${from} AND ${upTo} AND kind <> 'topic' AND deleted_at IS NULL`.execute(db)
}
