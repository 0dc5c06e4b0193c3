/** Files that may be interrupted as often as it takes: the tus protocol 1.0 (https://tus.io/protocols/resumable-upload). */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { DataStore, MemoryLocker, Server, Upload as TusUpload } from '@tus/server'
import type { UserActor } from '../../../core/actor.ts'
import type { Fault } from '../../../core/errors.ts'
import type { Upload, UploadId } from '../../../core/types.ts'
import { branded } from '../../../lib/brand.ts'
import type { ApiDoor } from '../door.ts'
import { ownUploadOf } from '../encode/uploads.ts'
import { statusOf } from '../errors.ts'
import type { Receiving } from './receiving.ts'

/** Two that write to the same file wait for each other. */
const locker = new MemoryLocker()

export interface TusParts {
  readonly door: ApiDoor
  readonly receiving: Receiving
  readonly path: string
}

/** One request of whoever `actor` is: a server of its own, so that nothing of one caller can reach another. */
export async function handleTus(
  parts: TusParts,
  actor: UserActor,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const visit = new TusVisit(parts, actor)
  const server = new Server({
    path: parts.path,
    locker,
    relativeLocation: true,
    datastore: visit,
    // Pages of other servers have no business here.
    allowedOrigins: () => false,
    namingFunction: async ({ headers }, metadata) => {
      const size = Number(headers.get('upload-length'))
      return visit.reserve({ name: metadata?.['filename'] ?? '', size })
    },
    onIncomingRequest: async ({ method }, id) => visit.found(id, method),
    onUploadFinish: async () => ({
      status_code: 200,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(ownUploadOf(await visit.finish())),
    }),
  })
  await server.handle(request, response)
}

/** The library's idea of a place for files, over what is reserved here. */
class TusVisit extends DataStore {
  readonly #parts: TusParts
  readonly #actor: UserActor
  #upload: Upload | null = null

  constructor(parts: TusParts, actor: UserActor) {
    super()
    this.#parts = parts
    this.#actor = actor
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  async reserve(input: { readonly name: string; readonly size: number }): Promise<UploadId> {
    const reserved = await this.#parts.receiving.reserve(this.#actor, input)
    if (!reserved.ok) throw this.#refused(reserved.fault)
    this.#upload = reserved.result
    return reserved.result.id
  }

  /** All may have come before the server ended, and nobody was left to say so: whoever asks then hears that it is complete. */
  async found(id: string, method: string): Promise<void> {
    if (this.#upload?.id === id) return
    const found = await this.#parts.receiving.find(this.#actor, branded(id))
    if (!found.ok) throw this.#refused(found.fault)
    this.#upload = found.result.upload
    if (method === 'HEAD' && found.result.received === this.#upload.size) await this.finish()
  }

  async finish(): Promise<Upload> {
    const upload = this.#demand()
    if (upload.content !== null) return upload
    const finished = await this.#parts.receiving.finish(this.#actor, upload)
    if (!finished.ok) throw this.#refused(finished.fault)
    // What was taken out of it made it shorter: from now on, all of it is that much.
    this.#upload = finished.result
    return finished.result
  }

  override create(file: TusUpload): Promise<TusUpload> {
    return Promise.resolve(file)
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const { id: own, name: filename, size } = this.#demand()
    const found = await this.#parts.receiving.find(this.#actor, own)
    if (!found.ok) throw this.#refused(found.fault)
    return new TusUpload({ id, size, offset: found.result.received, metadata: { filename } })
  }

  override write(source: Readable, _: string, offset: number): Promise<number> {
    return this.#parts.receiving.receive(this.#demand(), source, offset)
  }

  override async remove(): Promise<void> {
    const removed = await this.#parts.receiving.remove(this.#actor, this.#demand().id)
    if (!removed.ok) throw this.#refused(removed.fault)
  }

  #demand(): Upload {
    if (this.#upload === null) throw new Error('it is not known which upload this is about')
    return this.#upload
  }

  #refused(fault: Fault): RefusedError {
    return new RefusedError(statusOf(fault), JSON.stringify(this.#parts.door.errorOf(fault)))
  }
}

/** In the form in which the library passes refusals on. */
class RefusedError extends Error {
  readonly status_code: number
  readonly body: string

  constructor(status: number, body: string) {
    super(body)
    this.status_code = status
    this.body = body
  }
}
