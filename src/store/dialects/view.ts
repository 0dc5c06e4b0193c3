/** One unchanging view of a database: what is written after it was opened is not in it. */
import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export interface DatabaseView {
  readonly db: Kysely<Tables>
  close(): Promise<void>
}
