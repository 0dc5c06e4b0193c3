/** `parlance backup`: a consistent, verified copy of the database, while the server runs. */
import { Command } from 'commander'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'
import { copiedText } from './copied-text.ts'
import { silentLog } from './silent-log.ts'

export function backupCommand(): Command {
  return withConfigOptions(new Command('backup'))
    .description('write a consistent copy of a running server into an empty folder, and verify it')
    .argument('<dir>', 'the folder for the copy; made when missing')
    .action((folder: string, flags: ConfigFlags) => backup(folder, flags))
}

async function backup(folder: string, flags: ConfigFlags): Promise<void> {
  const { config } = configOf(flags)
  // Loaded only here: the other commands answer sooner without the database.
  const [{ backupTo }, { databaseFile }] = await Promise.all([
    import('../store/backup.ts'),
    import('../store/database-file.ts'),
  ])
  const manifest = await backupTo(folder, { file: databaseFile(config.data), log: silentLog })
  process.stdout.write(`copied and verified: ${copiedText(manifest)} in ${folder}\n`)
}
