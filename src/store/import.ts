/** Takes an export into a new database, which is put in its place only when all of it is there. */
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type {
  ChannelLine,
  ExportCounts,
  MessageLine,
  ThingLine,
  UploadLine,
  UserLine,
} from '../core/export/lines.ts'
import { ImportError, type NumberedLine } from '../core/export/read-lines.ts'
import type { Log } from '../core/ports.ts'
import { syncToDisk } from '../lib/durable.ts'
import { databaseFile } from './database-file.ts'
import type { Dialect } from './dialects/dialect.ts'
import { importChannels } from './import/channels.ts'
import { finishChannels } from './import/finish.ts'
import type { Importing } from './import/importing.ts'
import { importMessages } from './import/messages.ts'
import { importUploads } from './import/uploads.ts'
import { importUsers } from './import/users.ts'
import { openDatabase, storeOver } from './open-store.ts'

export interface ImportOptions {
  /** The data folder, without a database. */
  readonly folder: string
  readonly lines: AsyncIterable<NumberedLine<ThingLine>>
  readonly log: Log
}

const linesAtOnce = 500

/** Rejects with `ImportError`; then there is no database. */
export async function importInto({ folder, lines, log }: ImportOptions): Promise<ExportCounts> {
  const target = databaseFile(folder)
  if (existsSync(target))
    throw new ImportError(`there is a chat in ${folder} already: import into a new data folder`)
  const unfinished = `${target}.unfinished`
  await removeAll(unfinished)
  try {
    const counts = await fill(unfinished, lines, log)
    await rename(unfinished, target)
    await syncToDisk(folder)
    return counts
  } catch (error) {
    await removeAll(unfinished)
    throw error
  }
}

async function removeAll(file: string): Promise<void> {
  for (const part of ['', '-wal', '-shm']) await rm(file + part, { force: true })
}

async function fill(
  file: string,
  lines: AsyncIterable<NumberedLine<ThingLine>>,
  log: Log,
): Promise<ExportCounts> {
  const dialect = await openDatabase({ file, log })
  try {
    return await fillDatabase(dialect, lines)
  } finally {
    await dialect.close()
  }
}

async function fillDatabase(
  dialect: Dialect,
  lines: AsyncIterable<NumberedLine<ThingLine>>,
): Promise<ExportCounts> {
  const store = storeOver(dialect, { messages: Infinity, bytes: Infinity })
  const importing: Importing = { dialect, store, reads: [], topics: [] }
  const counts = { users: 0, channels: 0, uploads: 0, messages: 0 }
  let batch = emptyBatch()
  for await (const numbered of lines) {
    const noun = add(batch, numbered)
    counts[noun] += 1
    if (batch[noun].length < linesAtOnce) continue
    await importBatch(importing, batch)
    batch = emptyBatch()
  }
  await importBatch(importing, batch)
  await finishChannels(importing)
  return counts
}

interface Batch {
  readonly users: NumberedLine<UserLine>[]
  readonly channels: NumberedLine<ChannelLine>[]
  readonly uploads: NumberedLine<UploadLine>[]
  readonly messages: NumberedLine<MessageLine>[]
}

function emptyBatch(): Batch {
  return { users: [], channels: [], uploads: [], messages: [] }
}

function add(batch: Batch, { number, line }: NumberedLine<ThingLine>): keyof Batch {
  switch (line.type) {
    case 'user':
      batch.users.push({ number, line })
      return 'users'
    case 'channel':
      batch.channels.push({ number, line })
      return 'channels'
    case 'upload':
      batch.uploads.push({ number, line })
      return 'uploads'
    case 'message':
      batch.messages.push({ number, line })
      return 'messages'
  }
}

/** In the order of the lines: later ones name earlier ones. */
async function importBatch(
  importing: Importing,
  { users, channels, uploads, messages }: Batch,
): Promise<void> {
  if (users.length > 0) await importUsers(importing, users)
  if (channels.length > 0) await importChannels(importing, channels)
  if (uploads.length > 0) await importUploads(importing, uploads)
  if (messages.length > 0) await importMessages(importing, messages)
}
