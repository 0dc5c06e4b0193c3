/** A server on PostgreSQL. */
import { describe } from 'vitest'
import { hasPostgres, Postgres } from '../support/postgres.ts'
import { databaseServerContract } from './database-server-contract.ts'

describe.runIf(hasPostgres)('a server on PostgreSQL', () => {
  databaseServerContract(() => Postgres.start(), 'postgres://postgres@127.0.0.1:1/parlance')
})
