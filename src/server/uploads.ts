/** Where the bytes of files are kept, as the configuration asks for it. */
import { Incoming } from '../blobs/incoming.ts'
import { Looker } from '../blobs/look/looker.ts'
import { findPrograms, type Programs } from '../blobs/look/programs.ts'
import { openBlobs } from '../blobs/open-blobs.ts'
import { Scanner } from '../blobs/scan/scanner.ts'
import { UploadBytes } from '../blobs/uploads.ts'
import { dataPath } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { Clock, Log, Store } from '../core/ports.ts'

export interface UploadParts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly current: () => Config
}

const hour = 3_600_000

export async function openUploads({ store, clock, log, current }: UploadParts): Promise<UploadBytes> {
  const folder = dataPath(current(), 'uploads')
  const programs = await findPrograms(process.env['PATH'] ?? '')
  tellMissing(programs, log)
  const bytes = new UploadBytes({
    incoming: new Incoming(`${folder}/coming`),
    blobs: await openBlobs(folder, current().uploads.s3, { clock, log }),
    scanner: new Scanner({ clock, log, settings: () => current().uploads.scan }),
    looker: new Looker({ clock, log, programs }),
    types: () => current().uploads.types,
    store: store.uploads,
    clock,
    log,
    unsaidMs: () => current().uploads.unsaidHours * hour,
  })
  await bytes.open()
  return bytes
}

/** Everything works without; whoever wonders where the posters are finds out. */
function tellMissing({ ffmpeg, ffprobe, pdftoppm }: Programs, log: Log): void {
  if (ffmpeg === null || ffprobe === null)
    log.info({}, 'ffmpeg is not installed: videos have no posters, and sounds no waveforms')
  if (pdftoppm === null)
    log.info({}, 'pdftoppm is not installed: PDF files are shown without their first page')
}
