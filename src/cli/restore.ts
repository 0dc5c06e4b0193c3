/** `parlance restore`: a backup put into an empty data folder, checked before and after. */
import { Command } from 'commander'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'
import { copiedText } from './copied-text.ts'
import { silentLog } from './silent-log.ts'

export function restoreCommand(): Command {
  return withConfigOptions(new Command('restore'))
    .description('put a backup into the data folder, which must be empty')
    .argument('<dir>', 'the folder that "parlance backup" wrote')
    .action((folder: string, flags: ConfigFlags) => restore(folder, flags))
}

async function restore(folder: string, flags: ConfigFlags): Promise<void> {
  const { config } = configOf(flags)
  const [{ restoreFrom }, { openDataFolder }] = await Promise.all([
    import('../store/backup.ts'),
    import('../store/data-folder.ts'),
  ])
  openDataFolder(config.data)
  const manifest = await restoreFrom(folder, config.data, silentLog)
  process.stdout.write(`restored and verified: ${copiedText(manifest)} in ${config.data}\n`)
}
