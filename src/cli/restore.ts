/** `parlance restore`: a backup put into an empty data folder, checked before and after. */
import { join } from 'node:path'
import { Command } from 'commander'
import type { BlobFiles } from '../blobs/blob-store.ts'
import { dataPath } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'
import { copiedText } from './copied-text.ts'
import { demandEmbedded } from './embedded.ts'
import { Failure } from './failure.ts'
import { copiedFiles, keptFiles } from './kept-files.ts'
import { silentLog } from './silent-log.ts'

export function restoreCommand(): Command {
  return withConfigOptions(new Command('restore'))
    .description('put a backup into the data folder, which must be empty')
    .argument('<dir>', 'the folder that "parlance backup" wrote')
    .action((folder: string, flags: ConfigFlags) => restore(folder, flags))
}

async function restore(folder: string, flags: ConfigFlags): Promise<void> {
  const { config } = configOf(flags)
  demandEmbedded(config, 'restore what its own programs wrote; see docs/operations.md')
  const [{ restoreFrom }, { openDataFolder }, { copyBlobs }] = await Promise.all([
    import('../store/backup.ts'),
    import('../store/data-folder.ts'),
    import('../blobs/copy.ts'),
  ])
  const [from, to] = [await copiedFiles(join(folder, 'uploads')), await keptFiles(config)]
  await demandEmptyStore(to, config)
  openDataFolder(config.data)
  const manifest = await restoreFrom(folder, config.data, silentLog)
  const files = await copyBlobs({ from, to, through: dataPath(config, 'uploads') })
  process.stdout.write(`restored and verified: ${copiedText(manifest, files)} in ${config.data}\n`)
}

/** Whether a data folder is empty is seen to with the database. */
async function demandEmptyStore(files: BlobFiles, { uploads: { s3 } }: Config): Promise<void> {
  if (s3.endpoint === null) return
  for await (const path of files.paths())
    throw new Failure(
      `the bucket "${s3.bucket}" holds files already (${s3.prefix}${path}): restore into an empty bucket, or give another uploads.s3.prefix`,
    )
}
