/** What a query inside a transaction is given. */
import type { Transaction as KyselyTransaction } from 'kysely'
import type { Tables } from './tables.ts'

export type Transaction = KyselyTransaction<Tables>
