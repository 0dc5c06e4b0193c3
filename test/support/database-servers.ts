/** Every kind of database server that tests start. */
import type { TestServer } from './database-server.ts'
import { hasMariadb, Mariadb } from './mariadb.ts'
import { hasPostgres, Postgres } from './postgres.ts'

interface Kind {
  readonly name: string
  readonly isInstalled: boolean
  readonly start: () => Promise<TestServer>
}

export const databaseServers: readonly Kind[] = [
  { name: 'PostgreSQL', isInstalled: hasPostgres, start: () => Postgres.start() },
  { name: 'MariaDB', isInstalled: hasMariadb, start: () => Mariadb.start() },
]
