/** Opens one unchanging view of a database of this version's schema, wherever it is. */
import { existsSync } from 'node:fs'
import type { Kysely } from 'kysely'
import type { Log } from '../core/ports.ts'
import { type DatabasePlace, shownPlace } from './database-place.ts'
import { openSqliteView } from './dialects/sqlite/view.ts'
import type { DatabaseView } from './dialects/view.ts'
import { migrations } from './migrations/index.ts'
import { StoreOpenError, whyNotOpen } from './store-open-error.ts'
import type { Tables } from './tables.ts'

/** Rejects with `StoreOpenError`. */
export async function openView(place: DatabasePlace, log: Log): Promise<DatabaseView> {
  if ('file' in place && !existsSync(place.file))
    throw new StoreOpenError(`there is no database at ${place.file}`, null)
  const view = await viewOf(place, log).catch((error: unknown) => {
    throw whyNotOpen(place, error)
  })
  try {
    await demandSchema(view.db, place)
    return view
  } catch (error) {
    await view.close()
    throw error
  }
}

async function viewOf(place: DatabasePlace, log: Log): Promise<DatabaseView> {
  if ('file' in place) return openSqliteView(place.file, log)
  const options = { server: place.server, log }
  if (place.server.kind === 'mariadb')
    return (await import('./dialects/mariadb/view.ts')).openMariadbView(options)
  return (await import('./dialects/postgres/view.ts')).openPostgresView(options)
}

async function demandSchema(db: Kysely<Tables>, place: DatabasePlace): Promise<void> {
  const rows = await db
    .selectFrom('schema_migrations')
    .select('name')
    .where('applied_at', '>', 0)
    .execute()
    .catch(() => [])
  const applied = new Set(rows.map(({ name }) => name))
  const same = applied.size === migrations.length && migrations.every(({ name }) => applied.has(name))
  if (!same)
    throw new StoreOpenError(
      `the database ${shownPlace(place)} is of another version of this program: start the server of this version on it first`,
      null,
    )
}
