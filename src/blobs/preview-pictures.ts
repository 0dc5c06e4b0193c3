/** Pictures of previews: fetched as they are, looked into like what people bring, kept in their smaller forms only. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Clock, Log, NewId } from '../core/ports.ts'
import type { GonePreview, PreviewStore } from '../core/store-port.ts'
import type { PreviewPicture } from '../core/types.ts'
import { BlobsUnavailableError, type BlobStore } from './blob-store.ts'
import type { Incoming } from './incoming.ts'
import { KeyedTurns } from './keyed-turns.ts'
import type { Looker } from './look/looker.ts'
import type { Findings } from './look/protocol.ts'
import type { Scanner } from './scan/scanner.ts'

export interface PreviewPicturesPorts {
  readonly incoming: Incoming
  readonly blobs: Pick<BlobStore, 'put' | 'remove'>
  readonly scanner: Pick<Scanner, 'refusal'>
  /** One of its own: whoever brings files does not wait for what strangers have behind links. */
  readonly looker: Pick<Looker, 'look' | 'close'>
  readonly store: Pick<PreviewStore, 'gone' | 'isPictureShown' | 'forget'>
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Log
}

/** Without its address: that is given by whoever shows it. */
export type KeptForms = Omit<PreviewPicture, 'key'> & { readonly digest: string }

export interface Fetched {
  readonly body: Readable
  /** Bytes: more is none. */
  readonly most: number
  /** The widest form that is kept, in pixels; one that is wider is kept where there is no other. */
  readonly widest: number
}

const sweepEvery = 300_000
const atOnce = 100
/** Whoever has taken one just before it expired has shown it by then. */
const grace = 3_600_000

export class PreviewPictures {
  readonly #ports: PreviewPicturesPorts
  /** Keeping and clearing away the same picture exclude each other. */
  readonly #turns = new KeyedTurns()
  #endSweeps: (() => void) | null = null

  constructor(ports: PreviewPicturesPorts) {
    this.#ports = ports
  }

  async open(): Promise<void> {
    await this.#ports.incoming.open()
    this.#endSweeps = this.#ports.clock.every(sweepEvery, () => void this.sweep())
  }

  async close(): Promise<void> {
    this.#endSweeps?.()
    this.#ports.looker.close()
    await this.#turns.end()
  }

  /** `finish` makes known what was kept, `null`: it is no picture, too large a one, or none that the scanner lets through. Rejects when `body` breaks off. */
  async keep<Result>(fetched: Fetched, finish: (kept: KeptForms | null) => Promise<Result>): Promise<Result> {
    const { incoming, scanner, looker, newId } = this.#ports
    const id = newId()
    try {
      const size = await incoming.write(id, { source: fetched.body, offset: 0, size: fetched.most })
      if ((await scanner.refusal(incoming.pathOf(id), size)) !== null) return await finish(null)
      const found = await looker.look(incoming.pathOf(id), size)
      const kept = formsOf(found, fetched.widest)
      if (kept === null) return await finish(null)
      return await this.#turns.take([kept.digest], async () => {
        await this.#put(incoming.pathOf(id), kept)
        return finish(kept)
      })
    } finally {
      await incoming.discard(id)
    }
  }

  /** Clears away what no message shows and nobody may take any more. */
  async sweep(): Promise<void> {
    const { store, clock, log } = this.#ports
    try {
      for (const gone of await store.gone(clock.now() - grace, atOnce))
        await this.#turns.take(gone.pictureDigest === null ? [] : [gone.pictureDigest], () =>
          this.#clear(gone),
        )
    } catch (error) {
      // The store tells of that itself, once; it is done with the next sweep.
      if (error instanceof BlobsUnavailableError) return
      log.error({ err: error }, 'previews could not be cleared away')
    }
  }

  async #put(path: string, { digest, thumbnails }: KeptForms): Promise<void> {
    for (const width of thumbnails) await this.#ports.blobs.put({ digest, width }, `${path}.${width}.webp`)
  }

  /** The row goes last: what is interrupted is done again. */
  async #clear({ id, pictureDigest }: GonePreview): Promise<void> {
    const { store, blobs } = this.#ports
    if (pictureDigest !== null && !(await store.isPictureShown(pictureDigest, id)))
      await blobs.remove(pictureDigest)
    await store.forget(id)
  }
}

/** `null`: it is no picture. */
function formsOf(found: Findings, widest: number): KeptForms | null {
  const { digest, width, height, preview, thumbnails } = found
  const [smallest] = thumbnails
  if (width === null || height === null || smallest === undefined) return null
  const kept = thumbnails.filter((wide) => wide <= widest)
  return {
    digest: ofPreviews(digest),
    width,
    height,
    preview,
    thumbnails: kept.length > 0 ? kept : [smallest],
  }
}

/** Another name than the same bytes have as a file that somebody brought: either goes without the other. */
function ofPreviews(digest: string): string {
  return createHash('sha256').update(`preview ${digest}`).digest('hex')
}
