/** The place of files as the configuration says, for commands that copy them. */
import type { BlobFiles } from '../blobs/blob-store.ts'
import { dataPath } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { silentLog } from './silent-log.ts'

/** Unlike those of a server, these timers keep the process alive: nothing else may be open while something is tried again. */
const clock = {
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Rejects with one line when it cannot be used. */
export async function keptFiles(config: Config): Promise<BlobFiles> {
  const { openBlobs } = await import('../blobs/open-blobs.ts')
  return openBlobs(dataPath(config, 'uploads'), config.uploads.s3, { clock, log: silentLog })
}

/** Those of a backup. */
export async function copiedFiles(folder: string): Promise<BlobFiles> {
  const { DiskBlobs } = await import('../blobs/disk.ts')
  return new DiskBlobs(folder)
}
