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

/** A migration was cut off: nobody knows how much of it is there. */
export class UnfinishedSchemaError extends Error {
  constructor(name: string, isNew: boolean) {
    const wayOut = isNew
      ? 'drop the database and create it anew'
      : 'restore the copy that was made of it before this version'
    super(`a change of its schema ("${name}") was cut off: ${wayOut}`)
    this.name = 'UnfinishedSchemaError'
  }
}

export async function migrate(dialect: Dialect, plan: MigrationPlan): Promise<void> {
  await dialect.patient.schema
    .createTable('schema_migrations')
    .ifNotExists()
    .addColumn('name', dialect.schema.key, (column) => column.primaryKey().notNull())
    .addColumn('applied_at', dialect.schema.integer, (column) => column.notNull())
    .execute()
  const applied = await appliedMigrations(dialect)
  const unknown = applied.find((name) => !plan.migrations.some((migration) => migration.name === name))
  if (unknown !== undefined) throw new NewerSchemaError(unknown)
  const missing = plan.migrations.filter((migration) => !applied.includes(migration.name))
  if (missing[0] !== undefined && applied.length > 0) {
    plan.log.info(
      { changes: missing.length },
      'bringing the database to this version: with millions of messages that takes minutes',
    )
    await plan.keepCopy(missing[0].name)
  }
  for (const migration of missing) await apply(dialect, migration, plan)
}

async function appliedMigrations(dialect: Dialect): Promise<string[]> {
  const query = dialect.patient.selectFrom('schema_migrations').select(['name', 'applied_at'])
  const rows = await query.orderBy('name').execute()
  const cutOff = rows.find((row) => row.applied_at < 0)
  if (cutOff === undefined) return rows.map((row) => row.name)
  const isNew = rows.every((row) => Math.abs(row.applied_at) === -cutOff.applied_at)
  throw new UnfinishedSchemaError(cutOff.name, isNew)
}

/** Where the database cannot take half a migration back, it is written down before that it has begun: its time is negative until it is done. */
async function apply(dialect: Dialect, migration: Migration, { now, log }: MigrationPlan): Promise<void> {
  const { patient, schema } = dialect
  const { name } = migration
  if (!schema.isAtomic)
    await patient.insertInto('schema_migrations').values({ name, applied_at: -now }).execute()
  await patient.transaction().execute(async (transaction) => {
    await migration.up(transaction, schema)
    if (schema.isAtomic)
      await transaction.insertInto('schema_migrations').values({ name, applied_at: now }).execute()
    else
      await transaction
        .updateTable('schema_migrations')
        .set({ applied_at: now })
        .where('name', '=', name)
        .execute()
  })
  log.info({ migration: name }, 'the database schema was changed')
}
