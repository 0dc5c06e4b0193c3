/** From the first byte of a file to the message that it is said with: what every way of bringing one has in common. */
import type { Readable } from 'node:stream'
import type { UserActor } from '../../../core/actor.ts'
import type { Outcome } from '../../../core/command.ts'
import type { Upload, UploadId } from '../../../core/types.ts'
import { finishUpload } from '../../../core/uploads/finish.ts'
import { isRejection, rejectUpload } from '../../../core/uploads/reject.ts'
import { removeUpload } from '../../../core/uploads/remove.ts'
import { reserveUpload } from '../../../core/uploads/reserve.ts'
import { showOwnUpload } from '../../../core/uploads/show.ts'
import type { UploadBytes } from '../../../blobs/uploads.ts'
import type { ApiDoor } from '../door.ts'

export class Receiving {
  readonly #door: ApiDoor
  readonly #bytes: UploadBytes
  readonly #finishing = new Map<UploadId, Promise<Outcome<Upload>>>()

  constructor(door: ApiDoor, bytes: UploadBytes) {
    this.#door = door
    this.#bytes = bytes
  }

  async reserve(
    actor: UserActor,
    input: { readonly name: string; readonly size: number },
  ): Promise<Outcome<Upload>> {
    const reserved = await this.#door.run(actor, reserveUpload, input)
    return reserved.ok ? { ok: true, result: reserved.result.upload } : reserved
  }

  /** With the bytes that have come; of a complete one, all. */
  async find(
    actor: UserActor,
    id: UploadId,
  ): Promise<Outcome<{ readonly upload: Upload; readonly received: number }>> {
    const found = await this.#door.run(actor, showOwnUpload, { upload: id })
    if (!found.ok) return found
    const { upload } = found.result
    const received = upload.content === null ? await this.#bytes.received(upload) : upload.size
    return { ok: true, result: { upload, received } }
  }

  /** Answers for how much there is then. */
  receive(upload: Upload, source: Readable, offset: number): Promise<number> {
    return this.#bytes.receive(upload, source, offset)
  }

  /** When all of it is there. Asked again while that is under way: the same answer. */
  finish(actor: UserActor, upload: Upload): Promise<Outcome<Upload>> {
    const underWay = this.#finishing.get(upload.id)
    if (underWay !== undefined) return underWay
    const finishing = this.#finish(actor, upload).finally(() => this.#finishing.delete(upload.id))
    this.#finishing.set(upload.id, finishing)
    return finishing
  }

  async #finish(actor: UserActor, upload: Upload): Promise<Outcome<Upload>> {
    const kept = await this.#bytes.keep(upload, async (content) => {
      const finished = await this.#door.run(actor, finishUpload, { upload: upload.id, content })
      return finished.ok ? { ok: true, result: finished.result.upload } : finished
    })
    if (kept.ok || !isRejection(kept.fault)) return kept
    await this.#bytes.discard(upload)
    const rejected = await this.#door.run(actor, rejectUpload, { upload: upload.id, rejection: kept.fault })
    return rejected.ok ? kept : rejected
  }

  async remove(actor: UserActor, id: UploadId): Promise<Outcome<unknown>> {
    const removed = await this.#door.run(actor, removeUpload, { upload: id })
    if (removed.ok) await this.#bytes.discard({ id })
    return removed
  }
}
