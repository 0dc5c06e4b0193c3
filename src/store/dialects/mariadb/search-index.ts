/** Which terms are in which message, on MariaDB: a row for each, in the order of the terms and then of age. */
import { type Kysely, sql, type SqlBool } from 'kysely'
import type { MessageId } from '../../../core/types.ts'
import { searchTerms } from '../../../lib/search-grams.ts'
import type { Tables } from '../../tables.ts'
import type { Transaction } from '../../transaction.ts'
import type { IndexedText, SearchIndex } from '../server/capabilities.ts'

/** Two characters at most (`lib/search-grams.ts`), compared as the texts are. */
const term = sql.raw('varchar(2) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin')

export async function createSearchIndex(db: Kysely<Tables>): Promise<void> {
  await sql`CREATE TABLE message_search (term ${term} NOT NULL, seq bigint NOT NULL, PRIMARY KEY (term, seq))`.execute(
    db,
  )
}

/** A statement has a greatest length (`max_allowed_packet`). */
const rowsTogether = 10_000

export const mariadbIndex: SearchIndex = {
  async add(transaction, messages) {
    const seqs = await seqsOf(transaction, messages)
    const rows = messages.flatMap(({ id, text }) =>
      searchTerms(text).map((found) => ({ found, seq: seqs.get(id) ?? 0 })),
    )
    // Neighbours in the index are written together.
    const sorted = rows.toSorted((one, other) =>
      one.found < other.found ? -1 : Number(one.found > other.found),
    )
    for (let from = 0; from < sorted.length; from += rowsTogether) {
      const values = sorted.slice(from, from + rowsTogether).map(({ found, seq }) => sql`(${found}, ${seq})`)
      await sql`INSERT INTO message_search (term, seq) VALUES ${sql.join(values)}`.execute(transaction)
    }
  },
  async replace(transaction, before, message) {
    await mariadbIndex.remove(transaction, before)
    await mariadbIndex.add(transaction, [message])
  },
  async remove(transaction, before) {
    const terms = searchTerms(before.text)
    const seq = (await seqsOf(transaction, [before])).get(before.id)
    if (terms.length === 0 || seq === undefined) return
    await sql`DELETE FROM message_search WHERE seq = ${seq} AND term IN (${sql.join(terms)})`.execute(
      transaction,
    )
  },
  hasFiles: sql<SqlBool>`m.has_files = 1`,
  holds: (terms) =>
    sql<SqlBool>`${sql.join(
      terms.map(
        (wanted) =>
          sql`EXISTS (SELECT 1 FROM message_search found WHERE found.term = ${wanted} AND found.seq = m.seq)`,
      ),
      sql` AND `,
    )}`,
}

async function seqsOf(
  transaction: Transaction,
  messages: readonly IndexedText[],
): Promise<ReadonlyMap<MessageId, number>> {
  const ids = messages.map(({ id }) => id)
  const rows = await transaction.selectFrom('messages').select(['id', 'seq']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, seq }) => [id, seq]))
}
