/** A server on MariaDB. */
import { describe } from 'vitest'
import { hasMariadb, Mariadb } from '../support/mariadb.ts'
import { databaseServerContract } from './database-server-contract.ts'

describe.runIf(hasMariadb)('a server on MariaDB', () => {
  databaseServerContract(() => Mariadb.start(), 'mariadb://parlance@127.0.0.1:1/parlance')
})
