/** A folder keeps what every place for files promises. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DiskBlobs } from '../../../src/blobs/disk.ts'
import { blobContract } from './blob-contract.ts'

let folder = ''

blobContract({
  open() {
    folder = mkdtempSync(join(tmpdir(), 'parlance-blobs-'))
    return Promise.resolve(new DiskBlobs(folder))
  },
  close() {
    rmSync(folder, { recursive: true, force: true })
    return Promise.resolve()
  },
})
