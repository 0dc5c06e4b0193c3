/** What one migration is. */
import type { Kysely } from 'kysely'
import type { SchemaWords } from '../dialects/dialect.ts'
import type { Tables } from '../tables.ts'

export interface Migration {
  /** Ordered by name; never changed once released. */
  readonly name: string
  /** Runs inside a transaction. */
  up(db: Kysely<Tables>, words: SchemaWords): Promise<void>
}
