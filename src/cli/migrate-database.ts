/** `parlance migrate-database`: everything to another kind of database, verified, while the server stands still. */
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { databaseServerOf, isDatabaseUrl } from '../config/database.ts'
import type { Config } from '../config/schema.ts'
import { syncToDisk } from '../lib/durable.ts'
import type { CopiedCounts } from '../store/copy.ts'
import type { DatabasePlace } from '../store/database-place.ts'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'
import { progressOn } from './exported.ts'
import { Failure } from './failure.ts'
import { silentLog } from './silent-log.ts'

interface MigrateFlags extends ConfigFlags {
  readonly to: string
  readonly passwordFile?: string
  readonly tls?: 'off' | 'require' | 'verify'
  readonly tlsCa?: string
}

export function migrateDatabaseCommand(): Command {
  return withConfigOptions(new Command('migrate-database'))
    .description('copy everything into another, empty database, and verify it; stop the server first')
    .requiredOption(
      '--to <place>',
      'postgres://USER@HOST/DATABASE, mariadb://USER@HOST/DATABASE, or sqlite:FOLDER for a new data folder',
      placeName,
    )
    .option('--password-file <file>', 'the file with the password of the user in --to')
    .addOption(
      new Option('--tls <mode>', 'TLS to that server, as database.tls.mode').choices([
        'off',
        'require',
        'verify',
      ]),
    )
    .option('--tls-ca <file>', 'the authority of its certificate, as database.tls.ca')
    .action((flags: MigrateFlags) => migrateDatabase(flags))
}

const embedded = /^sqlite:(.+)$/

function placeName(written: string): string {
  if (embedded.test(written) || isDatabaseUrl(written)) return written
  throw new InvalidArgumentError(
    'It must be postgres://USER@HOST/DATABASE, mariadb://USER@HOST/DATABASE or sqlite:FOLDER.',
  )
}

async function migrateDatabase(flags: MigrateFlags): Promise<void> {
  const { config } = configOf(flags)
  const { lockData } = await import('../store/data-lock.ts')
  const from = await configuredPlace(config)
  // A server that runs here would go on writing to what was copied.
  const lock = existsSync(config.data) ? lockData(config.data) : null
  try {
    const folder = embedded.exec(flags.to)?.[1]
    const counts =
      folder === undefined
        ? await copy(from, serverIn(flags, config))
        : await intoFolder(resolve(folder), (file) => copy(from, { file }))
    process.stdout.write(told(counts, flags.to))
  } finally {
    lock?.release()
  }
}

async function configuredPlace(config: Config): Promise<DatabasePlace> {
  const { databaseFile } = await import('../store/database-file.ts')
  const server = databaseServerOf(config)
  return server === null ? { file: databaseFile(config.data) } : { server }
}

function serverIn({ to: url, passwordFile, tls, tlsCa }: MigrateFlags, config: Config): DatabasePlace {
  const none = { host: null, port: null, user: null, password: null, database: null }
  const mode = { mode: tls ?? null, ca: tlsCa ?? null }
  const given = { ...config.database, ...none, url, passwordFile: passwordFile ?? null, tls: mode }
  const server = databaseServerOf({ database: given })
  if (server === null) throw new Failure('--to names no database server')
  return { server }
}

async function copy(from: DatabasePlace, to: DatabasePlace): Promise<CopiedCounts> {
  const { copyDatabase, CopyError } = await import('../store/copy.ts')
  const progress = progressOn(process.stderr, 'copying and verifying')
  try {
    const onRows = (rows: number) => {
      progress.lines(rows)
    }
    return await copyDatabase({ from, to, log: silentLog, onRows })
  } catch (error) {
    throw error instanceof CopyError ? new Failure(`nothing was copied: ${error.message}`) : error
  } finally {
    progress.end()
  }
}

/** A database is in its place when it is whole. */
async function intoFolder(
  folder: string,
  fill: (file: string) => Promise<CopiedCounts>,
): Promise<CopiedCounts> {
  const [{ databaseFile }, { openDataFolder }] = await Promise.all([
    import('../store/database-file.ts'),
    import('../store/data-folder.ts'),
  ])
  const target = databaseFile(folder)
  if (existsSync(target)) throw new Failure(`there is a chat in ${folder} already: name a new data folder`)
  openDataFolder(folder)
  const unfinished = `${target}.unfinished`
  const removeUnfinished = async () => {
    for (const part of ['', '-wal', '-shm']) await rm(unfinished + part, { force: true })
  }
  await removeUnfinished()
  try {
    const counts = await fill(unfinished)
    await rename(unfinished, target)
    await syncToDisk(folder)
    return counts
  } catch (error) {
    await removeUnfinished()
    throw error
  }
}

function told(counts: CopiedCounts, place: string): string {
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const folder = embedded.exec(place)?.[1]
  const next =
    folder === undefined
      ? 'set database.url to it and start the server'
      : `set data to ${folder}, take database.* out of the configuration, copy uploads/ there, and start the server`
  return `copied and verified: ${counts.users} users, ${counts.messages} messages, ${rows} rows in all\nnext: ${next}\n`
}
