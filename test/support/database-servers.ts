/** Every kind of database server that tests start. */
import type { TestServer } from './database-server.ts'
import { hasMariadb, Mariadb } from './mariadb.ts'
import { hasPostgres, Postgres } from './postgres.ts'

export interface DatabaseServerKind {
  readonly name: string
  readonly isInstalled: boolean
  readonly start: () => Promise<TestServer>
}

export const postgres: DatabaseServerKind = {
  name: 'PostgreSQL',
  isInstalled: hasPostgres,
  start: () => Postgres.start(),
}

export const mariadb: DatabaseServerKind = {
  name: 'MariaDB',
  isInstalled: hasMariadb,
  start: () => Mariadb.start(),
}

export const databaseServers: readonly DatabaseServerKind[] = [postgres, mariadb]
