/** Writes `docs/database.md` from a freshly migrated database; with `--check` it only says whether the page is fresh. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'
import { openStore } from '../src/store/open-store.ts'
import { columnMeanings, tableMeanings } from './database-meanings.ts'

const page = join(import.meta.dirname, '..', 'docs', 'database.md')

interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly key: boolean
  readonly references: string | null
}

interface Index {
  readonly name: string
  readonly unique: boolean
  readonly columns: readonly string[]
}

interface Table {
  readonly name: string
  readonly columns: readonly Column[]
  readonly indexes: readonly Index[]
}

/** The page as the migrations make it now. */
export async function databasePage(): Promise<string> {
  const tables = await migratedTables()
  return [introduction, diagram(tables), ...tables.map(section), searchSection].join('\n\n') + '\n'
}

export async function isFresh(): Promise<boolean> {
  try {
    return readFileSync(page, 'utf8') === (await databasePage())
  } catch {
    return false
  }
}

const silent = () => undefined

async function migratedTables(): Promise<readonly Table[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-schema-'))
  const file = join(folder, 'schema.sqlite')
  try {
    const store = await openStore({ file, log: { debug: silent, info: silent, warn: silent, error: silent } })
    await store.close()
    const database = new Database(file, { readonly: true })
    const tables = Object.keys(tableMeanings).map((name) => tableOf(database, name))
    demandAll(database, tables)
    database.close()
    return tables
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A table that nobody has described is a mistake here, not in the schema. */
function demandAll(database: Database.Database, tables: readonly Table[]): void {
  const names = database
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
  const missing = names.filter(
    (name) => !name.startsWith('message_search') && !tables.some((one) => one.name === name),
  )
  if (missing.length > 0)
    throw new Error(`describe these tables in scripts/database-meanings.ts: ${missing.join(', ')}`)
}

function tableOf(database: Database.Database, name: string): Table {
  const references = database
    .prepare<[string], { from: string; table: string; to: string }>(
      'SELECT * FROM pragma_foreign_key_list(?)',
    )
    .all(name)
  const columns = database
    .prepare<[string], { name: string; type: string; notnull: number; pk: number }>(
      'SELECT * FROM pragma_table_info(?)',
    )
    .all(name)
    .map((column): Column => {
      const target = references.find(({ from }) => from === column.name)
      return {
        name: column.name,
        type: column.type,
        required: column.notnull === 1 || column.pk > 0,
        key: column.pk > 0,
        references: target === undefined ? null : `${target.table}.${target.to}`,
      }
    })
  return { name, columns, indexes: indexesOf(database, name) }
}

function indexesOf(database: Database.Database, table: string): readonly Index[] {
  const found = database
    .prepare<[string], { name: string; unique: number; origin: string }>('SELECT * FROM pragma_index_list(?)')
    .all(table)
  const columns = database.prepare<[string], string>('SELECT name FROM pragma_index_info(?)').pluck()
  return found
    .filter(({ origin }) => origin !== 'pk')
    .map(({ name, unique }) => ({ name, unique: unique === 1, columns: columns.all(name) }))
    .toSorted((one, other) => one.columns.join().localeCompare(other.columns.join()))
}

const introduction = `# The database

<!-- Generated from the migrations by scripts/database-doc.ts. -->

One SQLite file, \`parlance.sqlite\` in the data folder, written ahead (WAL) and flushed to disk at every commit
(\`synchronous=FULL\`). Identifiers are text made by the program and sort by age; times are integer milliseconds since 1970
(UTC); truths are 0 or 1. Names are kept twice: as they are shown, and folded, as they are compared. The schema is made by
\`src/store/migrations\`, in order; \`schema_migrations\` remembers which of them a file has.`

function diagram(tables: readonly Table[]): string {
  const lines = ['```mermaid', 'erDiagram']
  for (const table of tables) {
    for (const column of table.columns) {
      if (column.references === null) continue
      const target = column.references.split('.')[0] ?? ''
      const left = column.required ? '||' : '|o'
      lines.push(`  ${target} ${left}--o{ ${table.name} : ${column.name}`)
    }
  }
  for (const table of tables) {
    lines.push(`  ${table.name} {`)
    for (const { type, name, key, references } of table.columns) {
      const mark = [key ? 'PK' : '', references === null ? '' : 'FK'].filter((part) => part !== '').join(', ')
      lines.push(`    ${type} ${name}${mark === '' ? '' : ` ${mark}`}`)
    }
    lines.push('  }')
  }
  return [...lines, '```'].join('\n')
}

function section(table: Table): string {
  const meanings = columnMeanings[table.name] ?? {}
  const rows = table.columns.map((column) => {
    const notes = [column.key ? 'key' : '', column.references === null ? '' : `→ ${column.references}`]
    const meaning = [meanings[column.name] ?? '', ...notes].filter((note) => note !== '').join('; ')
    return `| \`${column.name}\` | ${column.type} | ${column.required ? '' : 'yes'} | ${meaning} |`
  })
  const indexes = table.indexes.map(
    ({ unique, columns }) => `${unique ? 'unique ' : ''}(${columns.join(', ')})`,
  )
  return [
    `## ${table.name}\n`,
    `${tableMeanings[table.name]}\n`,
    '| column | type | may be empty | meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    ...(indexes.length === 0 ? [] : [`\nIndexes: ${indexes.join(', ')}.`]),
  ].join('\n')
}

const searchSection = `## message_search

The full-text index (FTS5, without a copy of the texts). Its row number is \`messages.seq\`; its one column holds the words of the
folded text, as \`src/lib/search-index.ts\` cuts them, where it was said (\`§\`, the channel's id) and by whom (\`¶\`). Where no spaces part words, and in
endless runs such as keys, each character and each pair of neighbours is a term (\`·\`). Edits replace an entry, deletions remove it.

\`message_search_words\` has each word once, numbers apart, as long as a message has it, and \`message_search_parts\` (FTS5) the characters of each in
threes: a part of a word leads to the words that it is in, and they to the messages.`

async function main(check: boolean): Promise<void> {
  if (!check) return writeFileSync(page, await databasePage())
  if (await isFresh()) return
  console.error('docs/database.md is not what the migrations make: run node scripts/database-doc.ts')
  process.exitCode = 1
}

const started = process.argv[1]
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  await main(process.argv.includes('--check'))
}
