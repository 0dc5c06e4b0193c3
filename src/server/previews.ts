/** Shows what is behind links: who finds it, who keeps its pictures, and what wakes them. */
import { rm } from 'node:fs/promises'
import { Incoming } from '../blobs/incoming.ts'
import { Looker } from '../blobs/look/looker.ts'
import { noPrograms } from '../blobs/look/programs.ts'
import { PreviewPictures } from '../blobs/preview-pictures.ts'
import type { UploadBytes } from '../blobs/uploads.ts'
import { dataPath } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import type { ChatEvent } from '../core/events.ts'
import type { Clock, Log, NewId, Publish, Store } from '../core/ports.ts'
import { Finder } from '../effects/previews/find.ts'
import { Previews, type PreviewCounters } from '../effects/previews/previews.ts'
import { resolvePublic } from '../effects/previews/resolve.ts'

export interface PreviewParts {
  readonly store: Store
  readonly uploads: UploadBytes
  readonly publish: Publish
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Log
  readonly current: () => Config
}

export interface OpenPreviews {
  /** Facts of this node, once each, after they were published. */
  heard(events: readonly ChatEvent[]): void
  counters(): PreviewCounters
  close(): Promise<void>
}

export async function openPreviews(parts: PreviewParts): Promise<OpenPreviews> {
  const { store, publish, clock, newId, log, current } = parts
  const pictures = await openPictures(parts)
  const ending = new AbortController()
  const settings = () => current().previews
  const finder = new Finder({
    store: store.previews,
    keepPicture: (fetched, finish) => pictures.keep(fetched, finish),
    lookup: resolvePublic,
    ending: ending.signal,
    clock,
    newId,
    log,
    settings,
  })
  const { atOnce } = settings()
  const find = (link: string) => finder.find(link)
  const previews = new Previews({ store, publish, clock, log, settings, atOnce, find })
  return {
    heard: (events) => previews.heard(events),
    counters: () => previews.counters(),
    async close() {
      ending.abort()
      await pictures.close()
      await previews.close()
    },
  }
}

async function openPictures({
  store,
  uploads,
  clock,
  newId,
  log,
  current,
}: PreviewParts): Promise<PreviewPictures> {
  const folder = dataPath(current(), 'uploads', 'coming-pictures')
  // What a server that was killed left behind is nobody's.
  await rm(folder, { recursive: true, force: true })
  const pictures = new PreviewPictures({
    incoming: new Incoming(folder),
    blobs: uploads.blobs,
    scanner: uploads.scanner,
    // Only pictures are wanted of strangers.
    looker: new Looker({ clock, log, programs: noPrograms }),
    store: store.previews,
    clock,
    newId,
    log,
  })
  await pictures.open()
  return pictures
}
