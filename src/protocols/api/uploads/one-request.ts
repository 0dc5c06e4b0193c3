/** A file in one request, as scripts send it: `curl -T FILE`, and whatever IRC clients upload with (soju.im/FILEHOST). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { UserActor } from '../../../core/actor.ts'
import type { Outcome } from '../../../core/command.ts'
import type { Fault } from '../../../core/errors.ts'
import { sendMessage } from '../../../core/messages/send.ts'
import type { Upload } from '../../../core/types.ts'
import { TooMuchError } from '../../../blobs/incoming.ts'
import { messageOf } from '../encode/shapes.ts'
import { ownUploadOf } from '../encode/uploads.ts'
import type { ApiDoor } from '../door.ts'
import { filePath } from '../../../core/uploads/address.ts'
import type { Receiving } from './receiving.ts'

export interface OneRequest {
  readonly Querystring: { readonly name?: string; readonly channel?: string; readonly text?: string }
  readonly Params: { readonly name?: string; readonly permit?: string }
}

export interface Answering {
  readonly door: ApiDoor
  readonly receiving: Receiving
  readonly refuse: (reply: FastifyReply, fault: Fault) => FastifyReply
  readonly problem: (reply: FastifyReply, status: number, message: string) => FastifyReply
}

/** `into`: the only channel that it may be said in. */
export interface Bringing {
  readonly actor: UserActor
  readonly into?: string
}

export async function takeOne(
  { door, receiving, refuse, problem }: Answering,
  { actor, into }: Bringing,
  { request, reply }: { readonly request: FastifyRequest<OneRequest>; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  const size = Number(request.headers['content-length'] ?? Number.NaN)
  if (!Number.isSafeInteger(size))
    return problem(reply, 411, 'say how long it is (Content-Length): curl -T FILE does')
  if (request.headers['content-type']?.startsWith('multipart/') === true)
    return problem(reply, 415, 'send the file itself, not a form: curl -T FILE, or --data-binary @FILE')
  const reserved = await receiving.reserve(actor, { name: nameOf(request), size })
  if (!reserved.ok) return refuse(reply, reserved.fault)
  const upload = reserved.result
  const finished = await whole(receiving, actor, { upload, request })
  if (finished === null) return problem(reply, 400, 'the file did not come whole')
  if (!finished.ok) return refuse(reply, finished.fault)
  void reply.code(201).header('Location', `${door.settings().fileOrigin}${filePath(finished.result)}`)
  const { text = '' } = request.query
  const channel = into ?? request.query.channel
  if (channel === undefined) return reply.send({ upload: ownUploadOf(finished.result), message: null })
  const sent = await door.run(actor, sendMessage, { channel, text, uploads: [upload.id] })
  if (!sent.ok) return refuse(reply.removeHeader('Location'), sent.fault)
  return reply.send({ upload: ownUploadOf(finished.result), message: messageOf(sent.result.message) })
}

/** `null`: it broke off, or was another length; what came of it is forgotten, as nobody can go on with it. */
async function whole(
  receiving: Receiving,
  actor: UserActor,
  { upload, request }: { readonly upload: Upload; readonly request: FastifyRequest<OneRequest> },
): Promise<Outcome<Upload> | null> {
  const received = await receiving.receive(upload, request.raw, 0).catch((error: unknown) => {
    if (error instanceof TooMuchError || request.raw.errored !== null || request.raw.destroyed) return -1
    throw error
  })
  const finished = received === upload.size ? await receiving.finish(actor, upload) : null
  if (finished?.ok !== true) await receiving.remove(actor, upload.id)
  return finished
}

/** In the address, or as browsers and clients of IRC say it: `Content-Disposition: attachment; filename="…"`. */
function nameOf({ params, query, headers }: FastifyRequest<OneRequest>): string {
  const named = params.name ?? query.name
  if (named !== undefined && named !== '') return named
  const disposition = headers['content-disposition'] ?? ''
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition)?.[1]
  return decoded(encoded) ?? /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? ''
}

function decoded(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text)
  } catch {
    return null
  }
}
