/** Opens the store: the database, its schema brought up to date, and every part of the port over it. */
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Log } from '../core/ports.ts'
import type { Store } from '../core/store-port.ts'
import { AppendQueue, type QueueCounters, type QueueLimits } from './append-queue.ts'
import { auditStore } from './audit.ts'
import { channelStore } from './channels.ts'
import { botStore } from './bots.ts'
import type { DatabasePlace, DatabaseServer } from './database-place.ts'
import type { Dialect } from './dialects/dialect.ts'
import { openServer, type ServerKind } from './dialects/server/open-server.ts'
import { openSqlite } from './dialects/sqlite/open.ts'
import { membershipStore } from './memberships.ts'
import { messageStore } from './messages.ts'
import { metadataStore } from './metadata.ts'
import { migrate } from './migrate.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { nodeStore } from './nodes.ts'
import { previewStore } from './previews.ts'
import { pushStore } from './push.ts'
import { reportStore } from './reports.ts'
import { sanctionStore } from './sanctions.ts'
import { secret } from './secrets.ts'
import { StoreOpenError, whyNotOpen } from './store-open-error.ts'
import { tokenStore } from './tokens.ts'
import { uploadStore } from './uploads.ts'
import { userStore } from './users.ts'
import { webhookStore } from './webhooks.ts'

export type StoreOptions = DatabasePlace & OpenOptions

interface OpenOptions {
  readonly log: Log
  /** What may wait to be stored before senders are told `busy`. */
  readonly queue?: QueueLimits
  /** For tests: another history of the schema. */
  readonly migrations?: readonly Migration[]
}

export interface StoreCounters extends QueueCounters {
  /** Requests of any kind on their way to the database. */
  readonly requests: number
}

export interface OpenStore extends Store {
  /** Finishes what was asked, then closes the file. */
  close(): Promise<void>
  counters(): StoreCounters
  /** Resolves when the database has answered, those who read as well as who writes. */
  ping(): Promise<void>
}

const defaultQueue: QueueLimits = { messages: 20_000, bytes: 64 * 1024 * 1024 }

/** Rejects with `StoreOpenError`, in one line that tells the operator what to look at. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  return storeOver(await openDatabase(options), options.queue)
}

/** The database with its schema brought up to date. Rejects as `openStore`. */
export async function openDatabase(options: StoreOptions): Promise<Dialect> {
  try {
    return await prepare(await openDialect(options), options)
  } catch (error) {
    throw error instanceof StoreOpenError ? error : whyNotOpen(options, error)
  }
}

/** A database server's driver is loaded where there is one. */
async function openDialect(options: StoreOptions): Promise<Dialect> {
  const { log } = options
  if ('file' in options) return openSqlite({ file: options.file, log })
  return openServer(await kindOf(options.server), { server: options.server, log })
}

async function kindOf({ kind }: DatabaseServer): Promise<ServerKind> {
  if (kind === 'mariadb') return (await import('./dialects/mariadb/open.ts')).mariadb
  return (await import('./dialects/postgres/open.ts')).postgres
}

async function prepare(dialect: Dialect, options: StoreOptions): Promise<Dialect> {
  const { log, migrations = allMigrations } = options
  try {
    const keepCopy = async (before: string) => {
      if ('file' in options) await copyBeside(dialect, `${options.file}.before-${before}`, log)
    }
    await dialect.alone(() => migrate(dialect, { migrations, keepCopy, now: Date.now(), log }))
    return dialect
  } catch (error) {
    await dialect.close()
    throw error
  }
}

/** The store's parts over a database that is ready. */
export function storeOver(dialect: Dialect, limits: QueueLimits = defaultQueue): OpenStore {
  const queue = new AppendQueue(dialect, limits)
  return {
    users: userStore(dialect),
    bots: botStore(dialect),
    webhooks: webhookStore(dialect),
    tokens: tokenStore(dialect),
    push: pushStore(dialect),
    channels: channelStore(dialect),
    memberships: membershipStore(dialect),
    messages: messageStore(dialect, queue),
    sanctions: sanctionStore(dialect),
    audit: auditStore(dialect),
    reports: reportStore(dialect),
    uploads: uploadStore(dialect),
    previews: previewStore(dialect, queue),
    metadata: metadataStore(dialect),
    nodes: nodeStore(dialect),
    secret: (name) => secret(dialect, name),
    close: () => dialect.close(),
    ping: () => dialect.ping(),
    counters: () => ({ ...queue.counters(), requests: dialect.waiting() }),
  }
}

/** A copy is whole or not there; one that exists already is from before the same change and stays. */
async function copyBeside(dialect: Dialect, file: string, log: Log): Promise<void> {
  if (dialect.copyTo === null || existsSync(file)) return
  const unfinished = `${file}.unfinished`
  await rm(unfinished, { force: true })
  await dialect.copyTo(unfinished)
  await rename(unfinished, file)
  log.info({ file }, 'a copy of the database was kept before changing its schema')
}
