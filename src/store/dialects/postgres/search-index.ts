/** Which terms are in which message, on PostgreSQL: an array of them for each, with an inverted (GIN) index. */
import { type Kysely, sql, type SqlBool } from 'kysely'
import { searchTerms } from '../../../lib/search-grams.ts'
import type { Tables } from '../../tables.ts'
import type { IndexedText, SearchIndex } from '../server/capabilities.ts'

export async function createSearchIndex(db: Kysely<Tables>): Promise<void> {
  await sql`CREATE TABLE message_search (seq bigint PRIMARY KEY, terms text[] COLLATE "C" NOT NULL)`.execute(
    db,
  )
  await sql`CREATE INDEX message_search_terms ON message_search USING gin (terms)`.execute(db)
}

export const postgresIndex: SearchIndex = {
  async add(transaction, messages) {
    await sql`INSERT INTO message_search (seq, terms)
      SELECT m.seq, ARRAY(SELECT jsonb_array_elements_text(given.terms))
      FROM jsonb_to_recordset(${termsOf(messages)}::jsonb) AS given (id text, terms jsonb)
      JOIN messages m ON m.id = given.id`.execute(transaction)
  },
  async replace(transaction, before, message) {
    await postgresIndex.remove(transaction, before)
    await postgresIndex.add(transaction, [message])
  },
  async remove(transaction, { id }) {
    await sql`DELETE FROM message_search WHERE seq = (SELECT seq FROM messages WHERE id = ${id})`.execute(
      transaction,
    )
  },
  hasFiles: sql<SqlBool>`m.uploads IS NOT NULL`,
  holds: (terms) =>
    sql<SqlBool>`EXISTS (SELECT 1 FROM message_search found WHERE found.seq = m.seq AND found.terms @> ${[...terms]}::text[])`,
}

function termsOf(messages: readonly IndexedText[]): string {
  return JSON.stringify(messages.map(({ id, text }) => ({ id, terms: searchTerms(text) })))
}
