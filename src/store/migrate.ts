/** Brings a database to the program's schema at start, each step in a transaction, after keeping a copy. */
import type { Log } from '../core/ports.ts'
import type { Dialect } from './dialects/dialect.ts'
import type { Migration } from './migrations/migration.ts'

export interface MigrationPlan {
  readonly migrations: readonly Migration[]
  /** Called before the first change to a database that already holds something. */
  keepCopy(before: string): Promise<void>
  readonly now: number
  readonly log: Log
}

/** The schema was made by a newer program: starting would risk what it holds. */
export class NewerSchemaError extends Error {
  constructor(unknown: string) {
    super(`its schema is newer than this program: it has "${unknown}"`)
    this.name = 'NewerSchemaError'
  }
}

export async function migrate(dialect: Dialect, plan: MigrationPlan): Promise<void> {
  await dialect.patient.schema
    .createTable('schema_migrations')
    .ifNotExists()
    .addColumn('name', dialect.schema.text, (column) => column.primaryKey().notNull())
    .addColumn('applied_at', dialect.schema.integer, (column) => column.notNull())
    .execute()
  const applied = await appliedMigrations(dialect)
  const unknown = applied.find((name) => !plan.migrations.some((migration) => migration.name === name))
  if (unknown !== undefined) throw new NewerSchemaError(unknown)
  const missing = plan.migrations.filter((migration) => !applied.includes(migration.name))
  if (missing[0] !== undefined && applied.length > 0) await plan.keepCopy(missing[0].name)
  for (const migration of missing) await apply(dialect, migration, plan)
}

async function appliedMigrations(dialect: Dialect): Promise<string[]> {
  const rows = await dialect.patient.selectFrom('schema_migrations').select('name').orderBy('name').execute()
  return rows.map((row) => row.name)
}

async function apply(dialect: Dialect, migration: Migration, plan: MigrationPlan): Promise<void> {
  await dialect.patient.transaction().execute(async (transaction) => {
    await migration.up(transaction, dialect.schema)
    const row = { name: migration.name, applied_at: plan.now }
    await transaction.insertInto('schema_migrations').values(row).execute()
  })
  plan.log.info({ migration: migration.name }, 'the database schema was changed')
}
