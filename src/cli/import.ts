/** `parlance import`: an export put into a data folder that has no chat yet, all of it or nothing. */
import { createReadStream, existsSync } from 'node:fs'
import { Command } from 'commander'
import type { BlobCopy } from '../blobs/copy.ts'
import { dataPath } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { ThingLine } from '../core/export/lines.ts'
import type { NumberedLine } from '../core/export/read-lines.ts'
import { textLines } from '../lib/text-lines.ts'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'
import { countsText, exportedPaths, progressOn } from './exported.ts'
import { demandEmbedded } from './embedded.ts'
import { Failure } from './failure.ts'
import { copiedFiles, keptFiles } from './kept-files.ts'
import { silentLog } from './silent-log.ts'

export function importCommand(): Command {
  return withConfigOptions(new Command('import'))
    .description(
      'take in users, channels, messages and files that "parlance export" wrote, into a new data folder',
    )
    .argument('<dir>', 'the folder with chat.jsonl and uploads/')
    .action((folder: string, flags: ConfigFlags) => importFrom(folder, flags))
}

/** The members of a channel stand on its line. */
const longestLine = 64 * 1024 * 1024

async function importFrom(folder: string, flags: ConfigFlags): Promise<void> {
  const { config } = configOf(flags)
  demandEmbedded(
    config,
    'import into a data folder, then take that to the server with "parlance migrate-database"',
  )
  const { lines, uploads } = exportedPaths(folder)
  if (!existsSync(lines)) throw new Failure(`there is no whole export in ${folder}: chat.jsonl is missing`)
  const [{ importInto }, { openDataFolder }, { lockData }, { readThings }] = await Promise.all([
    import('../store/import.ts'),
    import('../store/data-folder.ts'),
    import('../store/data-lock.ts'),
    import('../core/export/read-lines.ts'),
  ])
  openDataFolder(config.data)
  const lock = lockData(config.data)
  try {
    const written = textLines(createReadStream(lines, 'utf8'), longestLine)
    const files = await filesFor(config, uploads)
    const things = withFiles(readThings(written), files)
    const counts = await importInto({ folder: config.data, lines: things, log: silentLog })
    if (files.missing > 0)
      process.stderr.write(
        `parlance: ${files.missing} files are not in ${uploads}: their messages are there\n`,
      )
    process.stdout.write(`imported: ${countsText(counts)} into ${config.data}\n`)
  } finally {
    lock.release()
  }
}

interface Files extends BlobCopy {
  missing: number
}

async function filesFor(config: Config, uploads: string): Promise<Files> {
  const [from, to] = [await copiedFiles(uploads), await keptFiles(config)]
  return { from, to, through: dataPath(config, 'uploads'), missing: 0 }
}

/** Files are copied as their lines come by; those that stay behind after a failure are found again by the next try. */
async function* withFiles(
  things: AsyncIterable<NumberedLine<ThingLine>>,
  files: Files,
): AsyncGenerator<NumberedLine<ThingLine>> {
  const { copyContent } = await import('../blobs/copy.ts')
  const progress = progressOn(process.stderr, 'importing')
  try {
    for await (const thing of things) {
      const { line } = thing
      if (line.type === 'upload' && !(await copyContent(line.content, files))) files.missing += 1
      progress.lines()
      yield thing
    }
  } finally {
    // Before whatever is said of a line that is refused.
    progress.end()
  }
}
