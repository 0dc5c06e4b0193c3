/** What becomes of the bytes that people bring: received, scanned, looked into, kept, handed out, cleared away. */
import type { Readable } from 'node:stream'
import type { Clock, Log } from '../core/ports.ts'
import type { UploadStore } from '../core/store-port.ts'
import type { Upload, UploadContent, UploadId } from '../core/types.ts'
import type { Fault } from '../core/errors.ts'
import { hasMediaType } from '../lib/media-types.ts'
import { BlobsUnavailableError, type BlobName, type BlobStore, type ByteRange } from './blob-store.ts'
import type { Incoming } from './incoming.ts'
import { KeyedTurns } from './keyed-turns.ts'
import type { Looker } from './look/looker.ts'
import type { Scanner } from './scan/scanner.ts'

export interface UploadBytesPorts {
  readonly incoming: Incoming
  readonly blobs: BlobStore
  readonly scanner: Pick<Scanner, 'refusal' | 'greet' | 'counters' | 'close'>
  readonly looker: Pick<Looker, 'look' | 'close'>
  /** As `image/*` or `application/pdf`; empty: all. */
  readonly types: () => readonly string[]
  readonly store: Pick<UploadStore, 'removeUnsaid' | 'gone' | 'isShown' | 'forget'>
  readonly clock: Clock
  readonly log: Log
  /** How long something may lie here that nothing was said with. */
  readonly unsaidMs: () => number
}

type Finished<Result> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly fault: Fault }

const unavailable = { ok: false, fault: { code: 'uploads-unavailable', details: {} } } as const

const sweepEvery = 60_000
const atOnce = 100
/** Beyond the time after which the upload itself goes. */
const abandonedAfter = 24 * 3_600_000

export class UploadBytes {
  readonly #ports: UploadBytesPorts
  /** Keeping and clearing away the same content exclude each other. */
  readonly #turns = new KeyedTurns()
  #endSweeps: (() => void) | null = null

  constructor(ports: UploadBytesPorts) {
    this.#ports = ports
  }

  async open(): Promise<void> {
    await this.#ports.incoming.open()
    void this.#ports.scanner.greet()
    this.#endSweeps = this.#ports.clock.every(sweepEvery, () => void this.sweep())
  }

  async close(): Promise<void> {
    this.#endSweeps?.()
    this.#ports.scanner.close()
    this.#ports.looker.close()
    this.#ports.blobs.close()
    await this.#turns.end()
  }

  /** Bytes that have come so far. */
  received(upload: Pick<Upload, 'id' | 'size'>): Promise<number> {
    return this.#ports.incoming.received(upload)
  }

  /** Answers for how much there is then; rejects when `source` breaks off, with what came before it kept. */
  receive({ id, size }: Pick<Upload, 'id' | 'size'>, source: Readable, offset: number): Promise<number> {
    return this.#ports.incoming.write(id, { source, offset, size })
  }

  discard({ id }: Pick<Upload, 'id'>): Promise<void> {
    return this.#ports.incoming.discard(id)
  }

  /**
   * When all has come. `finish` makes it known; before that nobody has seen it, and where it is refused nothing is kept.
   * What cannot be kept at this moment stays as it came, and may be asked for again.
   */
  async keep<Result>(
    { id, size }: Pick<Upload, 'id' | 'size'>,
    finish: (content: UploadContent) => Promise<Finished<Result>>,
  ): Promise<Finished<Result>> {
    const { scanner, looker, incoming } = this.#ports
    await incoming.markWhole(id)
    // Before anything else reads it: decoders are what such files are made for.
    const refusal = await scanner.refusal(incoming.pathOf(id), size)
    if (refusal !== null) return { ok: false, fault: refusal }
    const content = await looker.look(incoming.pathOf(id), size)
    const allowed = this.#ports.types()
    if (!hasMediaType(allowed, content.type))
      return { ok: false, fault: { code: 'upload-type-refused', details: { type: content.type, allowed } } }
    return this.#turns.take([id, content.digest], async () => {
      if (!(await this.#put(id, content))) return unavailable
      const finished = await finish(content)
      if (!finished.ok) await this.#drop(id, content.digest)
      await incoming.discard(id)
      return finished
    })
  }

  /** Also for what nobody brought. */
  get scanner(): UploadBytesPorts['scanner'] {
    return this.#ports.scanner
  }

  /** Where everything is kept: also for what nobody brought. */
  get blobs(): Pick<BlobStore, 'put' | 'remove'> {
    return this.#ports.blobs
  }

  size(name: BlobName): Promise<number | null> {
    return this.#ports.blobs.size(name)
  }

  read(name: BlobName, range: ByteRange | null): Promise<Readable> {
    return this.#ports.blobs.read(name, range)
  }

  /** `false`: the store does not take it at this moment. */
  async #put(id: UploadId, { digest, thumbnails }: UploadContent): Promise<boolean> {
    const { incoming, blobs } = this.#ports
    const path = incoming.pathOf(id)
    try {
      for (const width of thumbnails) await blobs.put({ digest, width }, `${path}.${width}.webp`)
      await blobs.put({ digest, width: null }, path)
      return true
    } catch (error) {
      if (error instanceof BlobsUnavailableError) return false
      throw error
    }
  }

  /** Clears away what is not shown any more, and what nothing was said with for too long. */
  async sweep(): Promise<void> {
    const { store, clock, log, unsaidMs } = this.#ports
    try {
      const now = clock.now()
      await store.removeUnsaid(now - unsaidMs(), now)
      for (const { id, digest } of await store.gone(atOnce))
        await this.#turns.take(digest === null ? [id] : [id, digest], () => this.#clear(id, digest))
      await this.#ports.incoming.discardOlder(now - unsaidMs() - abandonedAfter)
    } catch (error) {
      // The store tells of that itself, once; it is done with the next sweep.
      if (error instanceof BlobsUnavailableError) return
      log.error({ err: error }, 'files could not be cleared away')
    }
  }

  /** The row goes last: what is interrupted is done again. */
  async #clear(id: UploadId, digest: string | null): Promise<void> {
    const { store, incoming } = this.#ports
    await incoming.discard(id)
    if (digest !== null) await this.#drop(id, digest)
    await store.forget(id)
  }

  /** Unless another upload has the same content. */
  async #drop(id: UploadId, digest: string): Promise<void> {
    const { store, blobs } = this.#ports
    if (!(await store.isShown(digest, id))) await blobs.remove(digest)
  }
}
