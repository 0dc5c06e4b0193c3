/** `parlance backup`: a consistent, verified copy of the database and the files, while the server runs. */
import { join } from 'node:path'
import { Command } from 'commander'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'
import { copiedText } from './copied-text.ts'
import { demandEmbedded } from './embedded.ts'
import { copiedFiles, keptFiles } from './kept-files.ts'
import { silentLog } from './silent-log.ts'

export function backupCommand(): Command {
  return withConfigOptions(new Command('backup'))
    .description('write a consistent copy of a running server into an empty folder, and verify it')
    .argument('<dir>', 'the folder for the copy; made when missing')
    .action((folder: string, flags: ConfigFlags) => backup(folder, flags))
}

async function backup(folder: string, flags: ConfigFlags): Promise<void> {
  const { config } = configOf(flags)
  demandEmbedded(
    config,
    'copy it with its own programs (pg_dump), and the files beside it; see docs/operations.md',
  )
  // Loaded only here: the other commands answer sooner without the database.
  const [{ backupTo }, { databaseFile }, { copyBlobs }] = await Promise.all([
    import('../store/backup.ts'),
    import('../store/database-file.ts'),
    import('../blobs/copy.ts'),
  ])
  const through = join(folder, 'uploads')
  const [from, to] = [await keptFiles(config), await copiedFiles(through)]
  let files = 0
  const besides = async () => {
    files += await copyBlobs({ from, to, through })
  }
  const manifest = await backupTo(folder, { file: databaseFile(config.data), log: silentLog, besides })
  process.stdout.write(`copied and verified: ${copiedText(manifest, files)} in ${folder}\n`)
}
