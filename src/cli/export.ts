/** `parlance export`: users, channels, messages and files in a form that other programs can read, while the server runs. */
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Command } from 'commander'
import type { BlobCopy } from '../blobs/copy.ts'
import { databaseServerOf } from '../config/database.ts'
import type { Config } from '../config/schema.ts'
import type { CountedNoun, ThingLine } from '../core/export/lines.ts'
import { syncToDisk } from '../lib/durable.ts'
import { version } from '../lib/version.ts'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'
import { countsText, exportedPaths, progressOn } from './exported.ts'
import { Failure } from './failure.ts'
import { copiedFiles, keptFiles } from './kept-files.ts'
import { silentLog } from './silent-log.ts'

interface ExportFlags extends ConfigFlags {
  readonly passwords?: true
}

export function exportCommand(): Command {
  return withConfigOptions(new Command('export'))
    .description('write users, channels, messages and files as JSON Lines into an empty folder')
    .argument('<dir>', 'the folder; made when missing')
    .option(
      '--passwords',
      'take along what passwords are checked against, so that people can sign in elsewhere',
    )
    .action((folder: string, flags: ExportFlags) => exportTo(folder, flags))
}

async function exportTo(folder: string, flags: ExportFlags): Promise<void> {
  const { config } = configOf(flags)
  const [{ openExport }, { databaseFile }] = await Promise.all([
    import('../store/export.ts'),
    import('../store/database-file.ts'),
  ])
  const withPasswords = flags.passwords === true
  const server = databaseServerOf(config)
  const place = server === null ? { file: databaseFile(config.data) } : { server }
  const opened = await openExport({ ...place, log: silentLog, withPasswords })
  try {
    await demandEmpty(folder)
    const { counts, missing } = await writeAll(folder, config, opened.lines())
    if (missing > 0)
      process.stderr.write(`parlance: ${missing} files are not there, or were removed meanwhile\n`)
    process.stdout.write(`exported: ${countsText(counts)} in ${folder}\n`)
  } finally {
    await opened.close()
  }
}

async function demandEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new Failure(`${folder} is not empty: name a new folder`)
}

interface Exported {
  readonly counts: Record<CountedNoun, number>
  /** Files that are named and cannot be had. */
  missing: number
}

/** A folder with `chat.jsonl` in it is a whole export. */
async function writeAll(folder: string, config: Config, things: AsyncIterable<ThingLine>): Promise<Exported> {
  const { lines, uploads } = exportedPaths(folder)
  const unfinished = `${lines}.unfinished`
  const files = { from: await keptFiles(config), to: await copiedFiles(uploads), through: uploads }
  const exported: Exported = { counts: { users: 0, channels: 0, uploads: 0, messages: 0 }, missing: 0 }
  try {
    await pipeline(() => written(things, files, exported), createWriteStream(unfinished, { mode: 0o600 }))
    await syncToDisk(unfinished)
    await rename(unfinished, lines)
    await syncToDisk(folder)
    return exported
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** Files are copied as their lines come by. */
async function* written(
  things: AsyncIterable<ThingLine>,
  files: BlobCopy,
  exported: Exported,
): AsyncGenerator<string> {
  const [{ copyContent }, { endLine, headLine, nouns }] = await Promise.all([
    import('../blobs/copy.ts'),
    import('../core/export/lines.ts'),
  ])
  const progress = progressOn(process.stderr, 'exporting')
  yield lineOf(headLine(version, new Date()))
  try {
    for await (const thing of things) {
      if (thing.type === 'upload' && !(await copyContent(thing.content, files))) exported.missing += 1
      exported.counts[nouns[thing.type]] += 1
      progress.lines()
      yield lineOf(thing)
    }
  } finally {
    progress.end()
  }
  yield lineOf(endLine(exported.counts))
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`
}
